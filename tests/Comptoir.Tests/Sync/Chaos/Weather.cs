using Comptoir.DemoShop.Faults;
using Comptoir.DemoShop.Seeded;
using Comptoir.DemoShop.Server;

namespace Comptoir.Tests.Sync.Chaos;

/// <summary>What goes wrong between an office and its shop, by seed.</summary>
internal sealed class Weather(ulong seed, ServedShop shop)
{
    private static readonly FaultKind[] Passing =
    [
        FaultKind.TooManyRequests,
        FaultKind.Throttled,
        FaultKind.ServerError,
        FaultKind.ConnectionReset,
        FaultKind.Slow,
        FaultKind.TruncatedDownload,
        FaultKind.MalformedLine,
        FaultKind.ExpiredUrl,
        FaultKind.BulkInternalError,
        FaultKind.BulkTimeout,
        FaultKind.LostBulkAnswer,
        FaultKind.PartialError,
        FaultKind.NotJson,
    ];

    private Dice dice = new(seed, 0xC0_0000_0000);

    /// <summary>What happens next to the process.</summary>
    public bool IsFatal => dice.Permille(80);

    /// <summary>Whether the next process has the time to begin before anything else happens.</summary>
    public bool Waits => dice.Permille(750);

    /// <summary>Whether somebody revokes the token now.</summary>
    public bool Revokes => dice.Permille(60);

    /// <summary>How much happens in the shop meanwhile.</summary>
    public int Changes => dice.Between(1, 9);

    /// <summary>How long it stays like this.</summary>
    public TimeSpan Lull => TimeSpan.FromMilliseconds(dice.Between(50, 900));

    /// <summary>A number of [0, <paramref name="below"/>).</summary>
    public int Below(int below) => dice.Below(below);

    /// <summary>Webhooks are lost, doubled, late and forged all the time.</summary>
    public void Begin()
    {
        foreach (
            var (kind, probability) in new[]
            {
                (FaultKind.WebhookLost, 0.25),
                (FaultKind.WebhookDuplicated, 0.15),
                (FaultKind.WebhookDelayed, 0.25),
                (FaultKind.WebhookForged, 0.10),
            }
        )
            shop.Faults.Add(
                new Fault
                {
                    Kind = kind,
                    Probability = probability,
                    Seed = seed,
                    Delay = TimeSpan.FromMilliseconds(dice.Between(50, 1500)),
                }
            );
    }

    /// <summary>Now and then something else goes wrong a few times.</summary>
    public void Turn()
    {
        if (!dice.Permille(550))
            return;
        var kind = dice.Pick(Passing);
        shop.Faults.Add(
            new Fault
            {
                Kind = kind,
                Count = dice.Between(1, 4),
                After = dice.Below(4),
                RetryAfter = 0.2,
                Status = dice.Permille(500) ? 500 : 503,
                Delay = TimeSpan.FromMilliseconds(dice.Between(50, 700)),
            }
        );
    }
}
