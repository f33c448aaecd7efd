using Comptoir.Web;
using Comptoir.Web.Components;

namespace Comptoir.Deliveries;

/// <summary>The states of deliveries in the words of the screens.</summary>
static class DeliveryWords
{
    /// <summary>Where the goods are, as finely as the carrier says.</summary>
    public static (string Word, Tone Tone) State(Texts texts, Delivery delivery) =>
        delivery.SameAs is not null ? (texts["Told by the shop"], Tone.Neutral)
        : delivery.ReversedAt is not null ? (texts["Taken back"], Tone.Neutral)
        : State(texts, delivery.Status, delivery.DisplayStatus);

    /// <summary>The same for one that counts, by Shopify's words.</summary>
    public static (string Word, Tone Tone) State(
        Texts texts,
        string status,
        string? displayStatus
    ) =>
        (status, displayStatus) switch
        {
            ("CANCELLED", _) => (texts["Cancelled"], Tone.Neutral),
            ("ERROR" or "FAILURE", _) => (texts["Failed"], Tone.Bad),
            (_, "DELIVERED") => (texts["Delivered"], Tone.Ok),
            (_, "IN_TRANSIT" or "CARRIER_PICKED_UP" or "CONFIRMED") => (
                texts["On its way"],
                Tone.Warn
            ),
            (_, "OUT_FOR_DELIVERY") => (texts["Arrives today"], Tone.Warn),
            (_, "ATTEMPTED_DELIVERY") => (texts["Nobody was there"], Tone.Bad),
            (_, "DELAYED") => (texts["Delayed"], Tone.Bad),
            (_, "NOT_DELIVERED" or "FAILURE") => (texts["Not delivered"], Tone.Bad),
            (_, "READY_FOR_PICKUP") => (texts["Ready to be picked up"], Tone.Info),
            (_, "PICKED_UP") => (texts["Picked up"], Tone.Ok),
            (_, "LABEL_PRINTED" or "LABEL_PURCHASED") => (texts["Label made"], Tone.Info),
            ("SUCCESS", _) => (texts["Sent"], Tone.Ok),
            _ => (ShopWord.Plain(texts, displayStatus ?? status), Tone.Neutral),
        };
}
