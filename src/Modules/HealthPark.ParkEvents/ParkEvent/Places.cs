namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>
/// Who gets a place: first come, first served. Nobody overtakes who waits, not even a party that would fit where the one in front does not.
/// </summary>
internal static class Places
{
    /// <summary>Whether a party that registers now must wait.</summary>
    public static bool MustWait(ParkEventState now, int headCount) => now.FirstWaiting is not null || !Fits(now, headCount);

    /// <summary>Events, and what follows from them: who waited longest gets the places that are free, and the park event becomes full or open.</summary>
    public static ParkEventEvent[] Settle(ParkEventState now, ParkEventEvent first)
    {
        List<ParkEventEvent> events = [];
        Then(first);
        if (now.Status is not (ParkEventStatus.Open or ParkEventStatus.Full))
            return [.. events];
        while (now.FirstWaiting is { } next && Fits(now, next.HeadCount))
            Then(new RegistrationAdmitted(next.Id));
        var isFull = now.FirstWaiting is not null || now.Taken >= now.Capacity;
        if (isFull && now.Status == ParkEventStatus.Open)
            Then(new ParkEventFilled());
        else if (!isFull && now.Status == ParkEventStatus.Full)
            Then(new ParkEventReopened());
        return [.. events];

        void Then(ParkEventEvent e)
        {
            events.Add(e);
            now = ParkEventState.Evolve(now, e);
        }
    }

    private static bool Fits(ParkEventState now, int headCount) => now.Capacity is not { } capacity || now.Taken + headCount <= capacity;
}
