using System.Diagnostics;
using OpenTelemetry;

namespace Comptoir.Telemetry;

/// <summary>
/// Takes from a trace what may say who somebody is or open something: what was searched for, tokens of private links, signed
/// addresses of files, who asked. The route and the host remain.
/// </summary>
sealed class WithoutPersonalData : BaseProcessor<Activity>
{
    static readonly string[] Dropped =
    [
        "url.query",
        "user_agent.original",
        "client.address",
        "network.peer.address",
        "exception.message",
        "exception.stacktrace",
    ];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var name in Dropped)
            data.SetTag(name, null);
        if (data.GetTagItem("url.path") is not null)
            data.SetTag("url.path", data.GetTagItem("http.route"));
        if (data.GetTagItem("url.full") is string address)
            data.SetTag(
                "url.full",
                Uri.TryCreate(address, UriKind.Absolute, out var url)
                    ? url.GetLeftPart(UriPartial.Authority)
                    : null
            );
    }
}
