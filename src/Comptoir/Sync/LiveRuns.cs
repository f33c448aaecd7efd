using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Comptoir.Sync;

/// <summary>
/// Sends the parts of a page that show runs again while they change, as server-sent events whose data is the markup. The
/// event <c>reload</c> says that a run has ended: the page as a whole has more to say then.
/// </summary>
public static class LiveRuns
{
    const int MostWatched = 20;

    // A browser connects again by itself; meanwhile a user who was signed out is not shown more for long.
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Maps <c>/live?watch=run-12&amp;watch=run-13</c>.</summary>
    public static void MapLiveRuns(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/live",
                (
                    string[] watch,
                    CurrentOffice office,
                    RunFeed feed,
                    Shell shell,
                    IServiceProvider services,
                    ILoggerFactory logs,
                    TimeProvider clock,
                    CancellationToken ct
                ) =>
                    TypedResults.ServerSentEvents(
                        Follow(watch, office.OfficeId, feed, shell, services, logs, clock, ct)
                    )
            )
            .ExcludeFromDescription();

    static async IAsyncEnumerable<SseItem<string>> Follow(
        string[] watch,
        long officeId,
        RunFeed feed,
        Shell shell,
        IServiceProvider services,
        ILoggerFactory logs,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        // The parts show times of the office.
        await shell.LoadAsync(ct);
        var parts = watch
            .Select(LivePart.Read)
            .OfType<LivePart>()
            .Distinct()
            .Take(MostWatched)
            .ToList();
        var sent = new Dictionary<LivePart, string>();
        await using var renderer = new HtmlRenderer(services, logs);
        var begun = clock.GetTimestamp();
        while (parts.Count > 0 && clock.GetElapsedTime(begun) < Longest)
        {
            foreach (var part in parts)
            {
                var run = await feed.ReadAsync(officeId, part.Run, ct);
                if (run is null)
                    yield break;
                if (run.State is not (RunState.Queued or RunState.Running))
                {
                    yield return new SseItem<string>("", "reload");
                    yield break;
                }
                var markup = await RenderAsync(renderer, part, run);
                if (sent.GetValueOrDefault(part) == markup)
                    continue;
                sent[part] = markup;
                yield return new SseItem<string>(markup, part.Name);
            }
            await Task.Delay(RunFeed.Pace, clock, ct);
        }
    }

    static Task<string> RenderAsync(HtmlRenderer renderer, LivePart part, Run run) =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Run"] = run };
            var shown = await renderer.RenderComponentAsync(
                part.Component,
                ParameterView.FromDictionary(values)
            );
            return shown.ToHtmlString();
        });
}
