using System.Collections.Frozen;
using Comptoir.DemoShop.Server;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace Comptoir.DemoShop.Schema;

/// <summary>The executable schema: our subset of the Admin API with the answers of <see cref="Answers" />.</summary>
internal static class ShopSchema
{
    /// <summary>Name under which a session travels in the user context of an execution.</summary>
    public const string SessionKey = "session";

    private static readonly Lazy<GraphQL.Types.Schema> Built = new(Build);

    /// <summary>Types that can be asked for but that no demo shop holds.</summary>
    private static readonly FrozenSet<string> NeverMade = FrozenSet.Create(
        StringComparer.Ordinal,
        "CurrencyExchangeAdjustment",
        "RefundDuty",
        "RestockingFee",
        "ReturnShippingFee"
    );

    public static GraphQL.Types.Schema Instance => Built.Value;

    /// <summary>The schema as text.</summary>
    public static string Text()
    {
        using var stream = typeof(ShopSchema).Assembly.GetManifestResourceStream(
            "Comptoir.DemoShop.Schema.admin.graphql"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static GraphQL.Types.Schema Build()
    {
        var text = Text();
        var document = GraphQLParser.Parser.Parse(text);
        GraphQL.Types.Schema schema = null!;
        schema = GraphQL.Types.Schema.For(
            text,
            builder =>
            {
                builder.IgnoreComments = true;
                foreach (var definition in document.Definitions)
                {
                    if (definition is GraphQLUnionTypeDefinition or GraphQLInterfaceTypeDefinition)
                    {
                        builder
                            .Types.For(((GraphQLTypeDefinition)definition).Name.StringValue)
                            .ResolveType = value =>
                            (IObjectGraphType)schema.AllTypes[Answers.Table.TypeOf(value!)]!;
                    }
                }
            }
        );
        foreach (var scalar in document.Definitions.OfType<GraphQLScalarTypeDefinition>())
        {
            schema.RegisterType(new PlainScalar(scalar.Name.StringValue));
        }

        schema.Initialize();
        var unanswered = new List<string>();
        foreach (
            var type in schema
                .AllTypes.OfType<IObjectGraphType>()
                .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
        )
        {
            foreach (var field in type.Fields)
            {
                Answered(type, field, unanswered);
            }
        }

        return unanswered.Count == 0
            ? schema
            : throw new InvalidOperationException(
                $"Fields without an answer: {string.Join(", ", unanswered)}."
            );
    }

    private static void Answered(IObjectGraphType type, FieldType field, List<string> unanswered)
    {
        var returned = field.ResolvedType!.GetNamedType().Name;
        if (NeverMade.Contains(type.Name))
        {
            field.Resolver = new FuncFieldResolver<object>(_ => null);
            return;
        }

        if (FieldAnswers.Find(type.Name, field.Name) is not { } answer)
        {
            unanswered.Add($"{type.Name}.{field.Name}");
            return;
        }

        var wrapper =
            type.Name.EndsWith("Connection", StringComparison.Ordinal)
            || type.Name.EndsWith("Edge", StringComparison.Ordinal);
        var weight = QueryCost.Weight(field.ResolvedType!.GetNamedType());
        field.Resolver = new FuncFieldResolver<object>(context =>
        {
            var session = (ShopSession)context.UserContext[SessionKey]!;
            if (Access.Missing(returned, field.Name, session) is { } missing)
            {
                throw Denied(field.Name, missing);
            }

            if (PersonalFields.Withheld(type.Name, field.Name, returned, session) is { } words)
            {
                throw new ExecutionError(words) { Code = "ACCESS_DENIED" };
            }

            var arguments = context.Arguments is { Count: > 0 } given
                ? new Arguments(
                    given.ToDictionary(
                        pair => pair.Key,
                        pair => pair.Value.Value,
                        StringComparer.Ordinal
                    )
                )
                : Arguments.None;
            var value = answer(context.Source!, new FieldCall(session, arguments));
            var meter = (CostMeter)context.UserContext[CostMeter.Key]!;
            if (value is NodeList list)
            {
                var page = Connection.Of(list, arguments, field.Name);
                meter.Add(2 + page.Edges.Count);
                return page;
            }

            meter.Add(value is null || wrapper ? 0 : weight);
            return Plain.Of(value);
        });
    }

    private static ExecutionError Denied(string field, string missing) =>
        new($"Access denied for {field} field. Required access: {missing}.")
        {
            Code = "ACCESS_DENIED",
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["documentation"] = "https://shopify.dev/api/usage/access-scopes",
                ["requiredAccess"] = $"{missing}.",
            },
        };

    /// <summary>Scalars pass as they are; the answers give them in Shopify's form.</summary>
    private sealed class PlainScalar : ScalarGraphType
    {
        public PlainScalar(string name) => Name = name;

        public override object? ParseLiteral(GraphQLValue value) =>
            value switch
            {
                GraphQLStringValue text => text.Value.ToString(),
                GraphQLIntValue number => number.Value.ToString(),
                GraphQLFloatValue number => number.Value.ToString(),
                GraphQLBooleanValue flag => flag.BoolValue,
                GraphQLNullValue => null,
                _ => ThrowLiteralConversionError(value),
            };

        public override object? ParseValue(object? value) => value;

        public override object? Serialize(object? value) => value;
    }
}
