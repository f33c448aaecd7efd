using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Comptoir.Notifications;
using Comptoir.Users;
using Comptoir.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Comptoir.Sync;

/// <summary>
/// Sends the parts of a page that change again while they change, as server-sent events whose data is the markup: cards of runs,
/// and the bell of every page. The event <c>reload</c> says that a run has ended: the page as a whole has more to say then.
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
                    BellFeed bell,
                    Shell shell,
                    IServiceProvider services,
                    ILoggerFactory logs,
                    TimeProvider clock,
                    IHostApplicationLifetime life,
                    CancellationToken ct
                ) =>
                    TypedResults.ServerSentEvents(
                        Follow(
                            watch,
                            office,
                            feed,
                            bell,
                            shell,
                            services,
                            logs,
                            clock,
                            life.ApplicationStopping,
                            ct
                        )
                    )
            )
            .ExcludeFromDescription();

    static async IAsyncEnumerable<SseItem<string>> Follow(
        string[] watch,
        CurrentOffice office,
        RunFeed feed,
        BellFeed bell,
        Shell shell,
        IServiceProvider services,
        ILoggerFactory logs,
        TimeProvider clock,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken aborted
    )
    {
        // A page that stays open does not hold up a server that is to stop.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        var ct = either.Token;
        // The parts show times of the office.
        await shell.LoadAsync(ct);
        var parts = watch
            .Select(LivePart.Read)
            .OfType<LivePart>()
            .Distinct()
            .Take(MostWatched)
            .ToList();
        var user = watch.Contains(Bell.Part, StringComparer.Ordinal) ? office.UserId : null;
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var renderer = new HtmlRenderer(services, logs);
        var begun = clock.GetTimestamp();
        var pace = parts.Count > 0 ? RunFeed.Pace : BellFeed.Pace;
        while ((parts.Count > 0 || user is not null) && clock.GetElapsedTime(begun) < Longest)
        {
            foreach (var part in parts)
            {
                var run = await feed.ReadAsync(office.OfficeId, part.Run, ct);
                if (run is null)
                    yield break;
                if (run.State is not (RunState.Queued or RunState.Running))
                {
                    yield return new SseItem<string>("", "reload");
                    yield break;
                }
                var markup = await RenderAsync(renderer, part.Component, "Run", run);
                if (IsNew(part.Name, markup))
                    yield return new SseItem<string>(markup, part.Name);
            }
            if (user is { } id)
            {
                var count = await bell.ReadAsync(office.OfficeId, id, ct);
                var markup = await RenderAsync(renderer, typeof(Bell), nameof(Bell.Unread), count);
                if (IsNew(Bell.Part, markup))
                    yield return new SseItem<string>(markup, Bell.Part);
            }
            await Task.Delay(pace, clock, ct);
        }

        bool IsNew(string name, string markup)
        {
            if (sent.GetValueOrDefault(name) == markup)
                return false;
            sent[name] = markup;
            return true;
        }
    }

    static Task<string> RenderAsync(
        HtmlRenderer renderer,
        Type component,
        string parameter,
        object value
    ) =>
        renderer.Dispatcher.InvokeAsync(async () =>
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [parameter] = value,
            };
            var shown = await renderer.RenderComponentAsync(
                component,
                ParameterView.FromDictionary(values)
            );
            return shown.ToHtmlString();
        });
}
