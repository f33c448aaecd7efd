using System.Reflection;
using Comptoir.Shopify;
using Comptoir.Shopify.Documents;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Xunit;

namespace Comptoir.Tests.Shopify.Documents;

/// <summary>Whatever is sent to Shopify is right by Shopify's own schema, and by its rules for bulk operations.</summary>
public sealed class DocumentsAreValid
{
    static readonly Type[] DocumentTypes =
    [
        .. typeof(BulkDocument)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(BulkDocument).Namespace),
    ];

    static IEnumerable<(string Name, string Text)> Plain() =>
        from type in DocumentTypes
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral && type.IsPublic
        select ($"{type.Name}.{field.Name}", (string)field.GetRawConstantValue()!);

    static IEnumerable<(string Name, string Text)> Made() =>
        [
            ("Products.ByIds", Products.ByIds(Products.Bulk)),
            ("Customers.ByIds", Customers.ByIds(Customers.Bulk)),
            ("InventoryItems.ByIds", InventoryItems.ByIds(InventoryItems.Bulk)),
        ];

    static IEnumerable<(string Name, BulkDocument Document)> Bulk() =>
        from type in DocumentTypes
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.PropertyType == typeof(BulkDocument)
        select ($"{type.Name}.{property.Name}", (BulkDocument)property.GetValue(null)!);

    /// <summary>Everything, the least, and each group of personal data withheld alone.</summary>
    static IEnumerable<(string Name, ReadAccess Access)> Accesses() =>
        Enum.GetValues<ProtectedData>()
            .Select(group => ($"without {group}", ReadAccess.Of(Scopes, [group])))
            .Append(("everything", ReadAccess.Everything))
            .Append(("the least", ReadAccess.Least));

    static readonly HashSet<string> Scopes = new(StringComparer.Ordinal) { "read_customers" };

    static IEnumerable<(string Name, BulkDocument Document)> BulkByAccess() =>
        from one in Accesses()
        from document in new[]
        {
            ("Customers", Customers.For(one.Access)),
            ("Orders", Orders.For(one.Access)),
            ("Orders without shipping lines", Orders.WithoutShippingLines(one.Access)),
            ("Ledger", Ledger.For(one.Access)),
        }
        select ($"{document.Item1}, {one.Name}", document.Item2);

    static IEnumerable<(string Name, string Text)> ByAccess() =>
        BulkByAccess()
            .Select(one => (one.Name, one.Document.Text()))
            .Concat(
                Accesses()
                    .SelectMany(one =>
                        new[]
                        {
                            ($"OrderById.Header, {one.Name}", OrderById.Header(one.Access)),
                            ($"OrderById.Agreement, {one.Name}", OrderById.Agreement(one.Access)),
                        }
                    )
            )
            .Concat(
                Enum.GetValues<ProtectedData>()
                    .Select(group => ($"Access to {group}", AccessProbes.Of(group)))
            )
            .Append(("Access to all", AccessProbes.All));

    public static TheoryData<string, string> All()
    {
        var filter = SearchFilter.UpdatedSince(DateTimeOffset.UnixEpoch);
        var data = new TheoryData<string, string>();
        foreach (var (name, text) in Plain().Concat(Made()))
            data.Add(name, text);
        foreach (var (name, text) in ByAccess())
            data.Add(name, text);
        foreach (var (name, document) in Bulk())
        {
            data.Add(name, document.Text());
            data.Add(name + " in a window", document.Text(filter));
        }
        // A key is typed by a merchant: whatever it holds, it stays a text.
        foreach (var key in new[] { "custom.vat", "siret", "a.b\"c\\.d" })
        {
            var fields = new BuyerFields(key, key);
            data.Add($"Customers with {key}", Customers.For(ReadAccess.Everything, fields).Text());
            data.Add($"Companies with {key}", Companies.With(fields).Text());
        }
        return data;
    }

    public static TheoryData<string, string> AllBulk()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, document) in Bulk())
            data.Add(name, document.Text());
        foreach (var (name, document) in BulkByAccess())
            data.Add(name, document.Text());
        return data;
    }

    [Fact]
    public void All_documents_are_found()
    {
        Assert.True(Plain().Count() >= 13);
        Assert.True(Bulk().Count() >= 6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_document_is_valid_and_uses_nothing_deprecated(string name, string text)
    {
        Assert.NotEmpty(name);
        Assert.Empty(await Errors(text));
    }

    [Theory]
    [InlineData("query { orders(first: 1) { nodes { id nmae } } }")]
    [InlineData("query { orders(frist: 1) { nodes { id } } }")]
    [InlineData("query { currentBulkOperation { id } }")]
    [InlineData("query { orders(first: 1) { nodes { totalPrice } } }")]
    public async Task The_check_sees_what_is_wrong(string text) =>
        Assert.NotEmpty(await Errors(text));

    [Theory]
    [MemberData(nameof(AllBulk))]
    public void A_bulk_document_keeps_the_rules_of_bulk_operations(string name, string text)
    {
        Assert.NotEmpty(name);
        var schema = OfficialSchema.Value;
        Assert.SkipWhen(
            schema is null,
            "Shopify's schema is not to be had here: no npm, no copy beside the repository."
        );
        var operation = Assert.Single(
            Parser.Parse(text).Definitions.OfType<GraphQLOperationDefinition>()
        );
        Assert.Null(operation.Variables);
        Assert.Single(operation.SelectionSet.Selections);
        var walk = new BulkRules(schema);
        walk.Visit(schema.Query, operation.SelectionSet, depth: 0, inList: false);
        Assert.InRange(walk.Connections, 1, 5);
        Assert.InRange(walk.Depth, 1, 3);
    }

    static async Task<IEnumerable<string>> Errors(string text)
    {
        var schema = OfficialSchema.Value;
        Assert.SkipWhen(
            schema is null,
            "Shopify's schema is not to be had here: no npm, no copy beside the repository."
        );
        var document = Parser.Parse(text);
        var result = await new DocumentValidator().ValidateAsync(
            new ValidationOptions
            {
                Schema = schema,
                Document = document,
                Rules = DocumentValidator.CoreRules.Append(new NothingDeprecated()),
                Operation = document.Definitions.OfType<GraphQLOperationDefinition>().First(),
                Variables = Sample(document),
                CancellationToken = TestContext.Current.CancellationToken,
            }
        );
        return result.Errors.Select(error => error.Message);
    }

    // Required variables need some value for the validation to reach the rest.
    static Inputs Sample(GraphQLDocument document)
    {
        var values = new Dictionary<string, object?>();
        foreach (
            var variable in document
                .Definitions.OfType<GraphQLOperationDefinition>()
                .First()
                .Variables?.Items
                ?? []
        )
            if (variable.Type is GraphQLNonNullType required)
                values[variable.Variable.Name.StringValue] = required.Type switch
                {
                    GraphQLListType => new object[] { "gid://shopify/Order/1" },
                    GraphQLNamedType named when named.Name == "Int" => 1,
                    GraphQLNamedType named when named.Name == "Boolean" => true,
                    GraphQLNamedType named when named.Name == "WebhookSubscriptionTopic" =>
                        "ORDERS_UPDATED",
                    _ => "gid://shopify/Order/1",
                };
        return new Inputs(values);
    }

    sealed class NothingDeprecated : ValidationRuleBase
    {
        public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(
            ValidationContext context
        ) =>
            new(
                new MatchingNodeVisitor<GraphQLField>(
                    (node, found) =>
                    {
                        if (found.TypeInfo.GetFieldDef()?.DeprecationReason is not null)
                            found.ReportError(
                                new ValidationError(
                                    $"The field {node.Name.StringValue} is deprecated."
                                )
                            );
                    }
                )
            );
    }
}

/// <summary>Counts the connections of a bulk query and refuses what bulk operations refuse.</summary>
sealed class BulkRules(ISchema schema)
{
    public int Connections { get; private set; }

    /// <summary>How many connections lie in each other, the root included.</summary>
    public int Depth { get; private set; }

    public void Visit(
        IComplexGraphType type,
        GraphQLSelectionSet selections,
        int depth,
        bool inList
    )
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLInlineFragment { TypeCondition: { } condition } fragment:
                    Visit(
                        (IComplexGraphType)schema.AllTypes[condition.Type.Name.StringValue]!,
                        fragment.SelectionSet,
                        depth,
                        inList
                    );
                    break;
                case GraphQLField { SelectionSet: { } inner } field:
                    Field(type, field, inner, depth, inList);
                    break;
                case GraphQLField:
                    break;
                default:
                    Assert.Fail("Only fields and inline fragments are known to work in bulk.");
                    break;
            }
        }
    }

    void Field(
        IComplexGraphType type,
        GraphQLField field,
        GraphQLSelectionSet inner,
        int depth,
        bool inList
    )
    {
        var definition = type.GetField(field.Name)!;
        var (named, list) = Unwrap(definition.ResolvedType!);
        if (named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            Assert.False(inList, $"The connection {field.Name} is inside a list.");
            Connections++;
            Depth = Math.Max(Depth, depth + 1);
            var node = Node(inner);
            Assert.Contains(
                node.Selections,
                one => one is GraphQLField { Alias: null } f && f.Name == "__typename"
            );
            var nodeType = (IComplexGraphType)Unwrap(EdgeNode((IComplexGraphType)named)).Type;
            if (nodeType.GetField("id") is not null)
                Assert.Contains(
                    node.Selections,
                    one => one is GraphQLField { Alias: null } f && f.Name == "id"
                );
            Visit(nodeType, node, depth + 1, inList: false);
        }
        else if (named is IComplexGraphType complex)
        {
            Visit(complex, inner, depth, inList || list);
        }
        else
        {
            Visit(
                schema.Query,
                new GraphQLSelectionSet([
                    .. inner.Selections.Where(s => s is GraphQLInlineFragment),
                ]),
                depth,
                inList || list
            );
        }
    }

    static GraphQLSelectionSet Node(GraphQLSelectionSet connection)
    {
        var edges = Assert.IsAssignableFrom<GraphQLField>(Assert.Single(connection.Selections));
        Assert.Equal("edges", edges.Name.StringValue);
        var node = Assert.IsAssignableFrom<GraphQLField>(
            Assert.Single(edges.SelectionSet!.Selections)
        );
        Assert.Equal("node", node.Name.StringValue);
        return node.SelectionSet!;
    }

    static IGraphType EdgeNode(IComplexGraphType connection)
    {
        var edge = (IComplexGraphType)Unwrap(connection.GetField("edges")!.ResolvedType!).Type;
        return edge.GetField("node")!.ResolvedType!;
    }

    static (IGraphType Type, bool List) Unwrap(IGraphType type) =>
        type switch
        {
            NonNullGraphType required => Unwrap(required.ResolvedType!),
            ListGraphType many => (Unwrap(many.ResolvedType!).Type, true),
            _ => (type, false),
        };
}
