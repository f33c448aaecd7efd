using Microsoft.Extensions.Primitives;

namespace Comptoir.Web;

/// <summary>
/// Keeps the endpoints of a group of routes. Matching and authorization both ask for all of them when the program starts, and a
/// group would compile each of its handlers for each that asks: half the time of a start.
/// </summary>
sealed class RoutesMadeOnce(EndpointDataSource inner) : EndpointDataSource
{
    readonly Lock making = new();
    IReadOnlyList<Endpoint>? made;
    IChangeToken? current;

    /// <inheritdoc/>
    public override IReadOnlyList<Endpoint> Endpoints
    {
        get
        {
            lock (making)
            {
                if (made is null || current!.HasChanged)
                {
                    current = inner.GetChangeToken();
                    made = inner.Endpoints;
                }
                return made;
            }
        }
    }

    /// <inheritdoc/>
    public override IChangeToken GetChangeToken() => inner.GetChangeToken();

    /// <summary>Keeps what all sources of a program have made so far.</summary>
    public static void Keep(IEndpointRouteBuilder routes)
    {
        var kept = routes.DataSources.Select(source => new RoutesMadeOnce(source)).ToList();
        routes.DataSources.Clear();
        foreach (var source in kept)
            routes.DataSources.Add(source);
    }
}
