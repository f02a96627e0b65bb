namespace HealthPark.Changes.Webhook;

/// <summary>How far a delivery has got.</summary>
public static class DeliveryStatuses
{
    /// <summary>To be sent, for the first time or again.</summary>
    public const string Pending = "pending";

    /// <summary>The receiver has it.</summary>
    public const string Delivered = "delivered";

    /// <summary>When it was to be sent, the webhook's organisation could not see the change any more.</summary>
    public const string Withheld = "withheld";
}
