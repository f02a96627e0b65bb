namespace HealthPark.Kernel;

/// <summary>Rules for the days on which something is said to have happened.</summary>
public static class Dates
{
    /// <summary>What has happened did so today or before, and in order with what it follows or precedes.</summary>
    /// <param name="pointer">The member that holds the day.</param>
    /// <param name="on">The day; null is not checked.</param>
    /// <param name="today">Today's date in China.</param>
    /// <param name="errors">What is wrong is added here: <c>in-the-future</c>, <c>dates-out-of-order</c>.</param>
    /// <param name="notBefore">The day of what it follows.</param>
    /// <param name="notAfter">The day of what it precedes.</param>
    public static void CheckPast(string pointer, DateOnly? on, DateOnly today, List<FieldError> errors, DateOnly? notBefore = null, DateOnly? notAfter = null)
    {
        if (on > today)
            errors.Add(new FieldError(pointer, "in-the-future", new Text($"不能晚于今天({today:yyyy-MM-dd})。", $"Must not lie after today ({today:yyyy-MM-dd}).")));
        CheckOrder(pointer, on, errors, notBefore, notAfter);
    }

    /// <summary>A day, past or to come, is in order with what it follows or precedes.</summary>
    public static void CheckOrder(string pointer, DateOnly? on, List<FieldError> errors, DateOnly? notBefore = null, DateOnly? notAfter = null)
    {
        if (on < notBefore)
            errors.Add(new FieldError(pointer, "dates-out-of-order", new Text($"不能早于 {notBefore:yyyy-MM-dd}。", $"Must not lie before {notBefore:yyyy-MM-dd}.")));
        if (on > notAfter)
            errors.Add(new FieldError(pointer, "dates-out-of-order", new Text($"不能晚于 {notAfter:yyyy-MM-dd}。", $"Must not lie after {notAfter:yyyy-MM-dd}.")));
    }
}
