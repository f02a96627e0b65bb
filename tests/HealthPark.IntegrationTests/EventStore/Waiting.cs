using HealthPark.EventStore;

namespace HealthPark.IntegrationTests.EventStore;

internal static class Waiting
{
    /// <summary>Asks a yes-or-no question of the database until the answer is yes.</summary>
    public static async Task Until(StoreNode node, string question)
    {
        using var patience = new CancellationTokenSource(StoreNode.Patience);
        while (!(await StoreTest.Ask<bool>(node, question)).Single())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Still not so: {question}");
        }
    }

    /// <summary>Waits until one connection waits for a lock, in a state or statement that the condition tells from others.</summary>
    public static Task UntilBlocked(StoreNode node, string condition) => Until(
        node, $"select count(*) = 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and {condition}");

    /// <summary>Waits until a subscription has handled the whole log.</summary>
    public static async Task UntilHandled<THandler>(this StoreNode node, Subscription<THandler> subscription)
        where THandler : SubscriptionHandler =>
        (await subscription.HasHandled(await node.Log.Head(default), StoreNode.Patience, default)).ShouldBeTrue();
}
