using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Webhooks;
using GraphQL;

namespace Comptoir.DemoShop.Schema;

/// <summary>The answers about webhook subscriptions.</summary>
internal static class WebhookAnswers
{
    public static void Write(FieldTable table)
    {
        Field(
            table,
            "QueryRoot",
            "webhookSubscription",
            call => call.Session.Webhooks.Find(Id(call))
        );
        Field(table, "QueryRoot", "webhookSubscriptions", call => NodeList.Of(Found(call)));
        Field(
            table,
            "QueryRoot",
            "webhookSubscriptionsCount",
            call => new Count(Found(call).Count)
        );
        Field(table, "Mutation", "webhookSubscriptionCreate", Create);
        Field(
            table,
            "Mutation",
            "webhookSubscriptionDelete",
            call => call.Session.Webhooks.Delete(Id(call))
        );
        table
            .Field<object>("UserError", "field", Path)
            .Field<object>(
                "UserError",
                "message",
                error =>
                    error is UserError user ? user.Message : ((BulkOperationUserError)error).Message
            );
    }

    private static WebhookCreated Create(FieldCall call)
    {
        var topic = call.Arguments.Get<string>("topic")!;
        // Not a missing scope but a missing approval: then the field itself is refused.
        if (
            topic.StartsWith("CUSTOMERS_", StringComparison.Ordinal)
            && call.Session.Withheld.Contains(PersonalData.Customers)
        )
        {
            throw new ExecutionError(
                "This app is not approved to subscribe to webhook topics containing protected customer data. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details."
            )
            {
                Code = "ACCESS_DENIED",
            };
        }

        return call.Session.Webhooks.Create(
            call.Session,
            topic,
            call.Arguments.Members("webhookSubscription")
        );
    }

    private static List<WebhookSubscription> Found(FieldCall call) =>
        call.Session.Webhooks.List(
            call.Arguments.Texts("topics"),
            call.Arguments.Get<string>("uri") ?? call.Arguments.Get<string>("callbackUrl"),
            call.Arguments.Get<string>("format"),
            SearchQuery.Parse(call.Arguments.Get<string>("query")),
            call.Arguments.Flag("reverse")
        );

    private static List<string>? Path(object error) =>
        error is UserError user ? user.Field : ((BulkOperationUserError)error).Field;

    private static string? Id(FieldCall call) => call.Arguments.Get<string>("id");

    private static void Field(
        FieldTable table,
        string type,
        string field,
        Func<FieldCall, object?> answer
    ) => table.Field<object>(type, field, (_, call) => answer(call));
}
