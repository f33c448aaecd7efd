using System.Globalization;
using Comptoir.DemoShop.World;

namespace Comptoir.DemoShop.Webhooks;

/// <summary>A subscription of the app: notices of one topic go to one address.</summary>
internal sealed class WebhookSubscription : Record
{
    public required string Topic { get; init; }
    public required string Uri { get; init; }
    public string Id => Gid.Of("WebhookSubscription", Number);
    public string CallbackUrl => Uri;
    public string Format { get; init; } = "JSON";
    public string? Filter { get; init; }
    public string? Name { get; init; }
    public List<string> IncludeFields { get; init; } = [];
    public List<string> MetafieldNamespaces { get; init; } = [];

    /// <summary>When it last answered with 2xx; null when it never did.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    public ApiVersion ApiVersion => ApiVersion.Served;

    internal override bool Knows(string field) =>
        field
            is "id"
                or "created_at"
                or "updated_at"
                or "endpoint"
                or "topic"
                or "format"
                or "name";

    internal override object? Search(string field) =>
        field switch
        {
            "id" => Number,
            "created_at" => CreatedAt,
            "updated_at" => UpdatedAt,
            "endpoint" => Uri,
            "topic" => Topic,
            "format" => Format,
            "name" => Name,
            _ => null,
        };
}

internal sealed record ApiVersion(string Handle, string DisplayName, bool Supported)
{
    public static ApiVersion Served { get; } =
        new(
            Server.GraphQLEndpoint.Version,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Server.GraphQLEndpoint.Version} (Latest)"
            ),
            Supported: true
        );
}

internal sealed record UserError(List<string>? Field, string Message);

internal sealed record WebhookCreated(
    WebhookSubscription? WebhookSubscription,
    List<UserError> UserErrors
);

internal sealed record WebhookDeleted(
    string? DeletedWebhookSubscriptionId,
    List<UserError> UserErrors
);
