using System.Reflection;
using Comptoir.DemoShop.Bulk;
using Comptoir.DemoShop.Schema;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class DocumentTests
{
    [Fact]
    public async Task The_example_documents_are_answered()
    {
        var folder = Requirements.Shared("shopify/queries");
        Assert.SkipWhen(folder is null, "There are no example documents beside the repository.");
        await using var server = await ShopClient.Start(ShopClient.Small(orders: 220));
        using var client = new ShopClient(server);
        foreach (var file in Directory.GetFiles(folder, "bulk_*.graphql"))
        {
            Assert.NotEmpty(
                await client.Rows(
                    await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
                )
            );
        }

        var details = await File.ReadAllTextAsync(
            Path.Combine(folder, "order_refunds_fulfillments.graphql"),
            TestContext.Current.CancellationToken
        );
        var order = server.Shops[0].Orders().First(o => o.Tags.Contains("case-1"));
        var data = await client.Data(details, new { id = order.Id });
        Assert.Equal(2, data.GetProperty("order").GetProperty("refunds").GetArrayLength());
    }

    [Fact]
    public async Task The_documents_of_our_client_are_valid()
    {
        var texts = Documents().ToList();
        Assert.SkipWhen(texts.Count == 0, "The client has no documents in this build.");
        foreach (var (name, text, isBulk) in texts)
        {
            if (isBulk)
            {
                Assert.NotNull(await BulkPlan.Of(text));
                continue;
            }

            var document = Parser.Parse(text);
            var result = await new DocumentValidator().ValidateAsync(
                new ValidationOptions
                {
                    Schema = ShopSchema.Instance,
                    Document = document,
                    Operation = document.Definitions.OfType<GraphQLOperationDefinition>().First(),
                    // Values are not at stake here: required variables would be asked for.
                    Rules = DocumentValidator.CoreRules,
                    Variables = GraphQL.Inputs.Empty,
                }
            );
            Assert.DoesNotContain(
                result.Errors.Select(error => $"{name}: {error.Code} {error.Message}"),
                error => !error.Contains("INVALID_VALUE", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Every constant that is a GraphQL operation, and every bulk document with its text.</summary>
    private static IEnumerable<(string Name, string Text, bool IsBulk)> Documents()
    {
        foreach (var type in Assembly.Load("Comptoir.Shopify").GetTypes())
        {
            foreach (
                var field in type.GetFields(
                        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
                    )
                    .Where(f => f is { IsLiteral: true } && f.FieldType == typeof(string))
            )
            {
                var text = (string)field.GetRawConstantValue()!;
                if (
                    text.StartsWith("query ", StringComparison.Ordinal)
                    || text.StartsWith("mutation ", StringComparison.Ordinal)
                )
                {
                    yield return ($"{type.Name}.{field.Name}", text, false);
                }
            }

            foreach (
                var property in type.GetProperties(BindingFlags.Static | BindingFlags.Public)
                    .Where(p => p.PropertyType.Name == "BulkDocument")
            )
            {
                yield return (
                    $"{type.Name}.{property.Name}",
                    (string)
                        property
                            .PropertyType.GetMethod("Text")!
                            .Invoke(
                                property.GetValue(null),
                                ["updated_at:>='2020-01-01T00:00:00Z'"]
                            )!,
                    true
                );
            }
        }
    }
}
