using System.Text.Json;
using Comptoir.DemoShop.Schema;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Comptoir.DemoShop.Bulk;

/// <summary>One field of a bulk query, ready to be walked.</summary>
internal sealed class FieldPlan
{
    public required JsonEncodedText Key { get; init; }

    /// <summary>Null for <c>__typename</c>.</summary>
    public required Answer? Answer { get; init; }
    public required Arguments Arguments { get; init; }

    /// <summary>What is selected below; null for a scalar. For a connection, what is selected of its nodes.</summary>
    public required SelectionPlan? Selection { get; init; }
    public required bool IsConnection { get; init; }

    /// <summary>The type that has the field.</summary>
    public required string ParentName { get; init; }

    /// <summary>The type that scopes are checked for.</summary>
    public required string TypeName { get; init; }
    public required string FieldName { get; init; }
}

/// <summary>A selection set by the concrete type of the object: fragments are resolved, fields merged.</summary>
internal sealed class SelectionPlan(IReadOnlyDictionary<string, FieldPlan[]> byType)
{
    private readonly FieldPlan[]? only = byType.Count == 1 ? byType.Values.Single() : null;

    public IEnumerable<FieldPlan> All => byType.Values.SelectMany(fields => fields);

    public FieldPlan[] For<T>(T value)
        where T : notnull => only ?? byType[Answers.Table.TypeOf(value)];
}

/// <summary>A bulk query whose rules were checked: its root connection with everything below.</summary>
/// <param name="Root">The one top-level field.</param>
internal sealed record BulkPlan(FieldPlan Root)
{
    private const int MostConnections = 5;
    private const int DeepestNesting = 2;

    /// <summary>Whether a field of that name is selected anywhere.</summary>
    public bool Selects(string field) => Selects(Root, field);

    private static bool Selects(FieldPlan plan, string field) =>
        plan.FieldName == field
        || (plan.Selection is { } below && below.All.Any(one => Selects(one, field)));

    /// <summary>Checks and prepares a query.</summary>
    /// <exception cref="BulkQueryException">Shopify would refuse the query; the message says why.</exception>
    public static async Task<BulkPlan> Of(string query)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(query);
        }
        catch (GraphQLParser.Exceptions.GraphQLParserException e)
        {
            throw new BulkQueryException($"Invalid bulk query: {e.Message}");
        }

        var operation =
            document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()
            ?? throw new BulkQueryException("Invalid bulk query: no operation.");
        var checkedDocument = await new DocumentValidator().ValidateAsync(
            new ValidationOptions
            {
                Schema = ShopSchema.Instance,
                Document = document,
                Operation = operation,
                Rules = DocumentValidator.CoreRules,
                Variables = GraphQL.Inputs.Empty,
            }
        );
        if (!checkedDocument.IsValid)
        {
            throw new BulkQueryException(
                $"Invalid bulk query: {string.Join(" ", checkedDocument.Errors.Select(error => error.Message))}"
            );
        }

        if (operation.Operation != OperationType.Query || operation.Variables is { Count: > 0 })
        {
            throw new BulkQueryException("Bulk queries must be a query without variables.");
        }

        var compiler = new Compiler(document);
        var roots = compiler.Fields(
            [operation.SelectionSet],
            ShopSchema.Instance.Query!,
            inList: false,
            depth: 0
        );
        if (roots.Length != 1)
        {
            throw new BulkQueryException("Bulk queries must have exactly one top-level field.");
        }

        if (roots[0].FieldName is "node" or "nodes")
        {
            throw new BulkQueryException(
                "Bulk queries cannot contain a top-level `node` or `nodes` field."
            );
        }

        if (compiler.Connections is 0)
        {
            throw new BulkQueryException("Bulk queries must contain at least one connection.");
        }

        if (compiler.Connections > MostConnections)
        {
            throw new BulkQueryException(
                $"Bulk queries cannot contain more than {MostConnections} connections."
            );
        }

        return roots[0].IsConnection
            ? new BulkPlan(roots[0])
            : throw new BulkQueryException(
                "The top-level field of a bulk query must be a connection."
            );
    }

    private sealed class Compiler(GraphQLDocument document)
    {
        private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document
            .Definitions.OfType<GraphQLFragmentDefinition>()
            .ToDictionary(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal);

        public int Connections { get; private set; }

        public FieldPlan[] Fields(
            IReadOnlyList<GraphQLSelectionSet> sets,
            IObjectGraphType type,
            bool inList,
            int depth
        )
        {
            var merged = new List<(string Key, List<GraphQLField> Fields)>();
            foreach (var set in sets)
            {
                Collect(set, type, merged);
            }

            return [.. merged.Select(entry => Field(entry.Key, entry.Fields, type, inList, depth))];
        }

        private FieldPlan Field(
            string key,
            List<GraphQLField> fields,
            IObjectGraphType type,
            bool inList,
            int depth
        )
        {
            var name = fields[0].Name.StringValue;
            if (name == "__typename")
            {
                return Plan(key, null, Arguments.None, null, false, type.Name, "String", name);
            }

            var definition = type.GetField(name)!;
            var named = Named(definition.ResolvedType!, out var isList);
            var arguments = ArgumentsOf(fields[0], definition);
            var sets = fields.Select(f => f.SelectionSet).OfType<GraphQLSelectionSet>().ToList();
            var answer = FieldAnswers.Find(type.Name, name);
            if (!named.Name.EndsWith("Connection", StringComparison.Ordinal))
            {
                return Plan(
                    key,
                    answer,
                    arguments,
                    sets.Count == 0 ? null : Select(sets, named, inList || isList, depth),
                    false,
                    type.Name,
                    named.Name,
                    name
                );
            }

            Connections++;
            if (inList)
            {
                throw new BulkQueryException(
                    "Queries that contain a connection field within a list field are not currently supported."
                );
            }

            if (depth > DeepestNesting)
            {
                throw new BulkQueryException(
                    $"Bulk queries cannot contain connections with a nesting depth greater than {DeepestNesting}."
                );
            }

            var node = ((IObjectGraphType)named).GetField("nodes")!;
            var nodes = Named(node.ResolvedType!, out _);
            var nodeSets = Below(Below(sets, "edges"), "node");
            if (nodeSets.Count == 0)
            {
                throw new BulkQueryException(
                    $"The connection `{name}` must select `edges {{ node {{ … }} }}`."
                );
            }

            return Plan(
                key,
                answer,
                arguments,
                Select(nodeSets, nodes, false, depth + 1),
                true,
                type.Name,
                named.Name,
                name
            );
        }

        private SelectionPlan Select(
            List<GraphQLSelectionSet> sets,
            IGraphType type,
            bool inList,
            int depth
        )
        {
            IEnumerable<IObjectGraphType> types = type switch
            {
                IObjectGraphType one => [one],
                IAbstractGraphType several => several.PossibleTypes,
                _ => [],
            };
            var before = Connections;
            var most = before;
            var byType = new Dictionary<string, FieldPlan[]>(StringComparer.Ordinal);
            foreach (var concrete in types)
            {
                // A connection selected on an interface counts once, however many types implement it.
                Connections = before;
                var fields = Fields(sets, concrete, inList, depth);
                most = Math.Max(most, Connections);
                if (
                    depth > 0
                    && fields.Any(f => f.IsConnection)
                    && !fields.Any(f => f is { FieldName: "id" } && f.Key.ToString() == "id")
                    && concrete.GetField("id") is not null
                )
                {
                    throw new BulkQueryException(
                        $"The parent field for a nested connection must select the `id` field without an alias ({concrete.Name})."
                    );
                }

                byType[concrete.Name] = fields;
            }

            Connections = most;
            return new SelectionPlan(byType);
        }

        private List<GraphQLSelectionSet> Below(List<GraphQLSelectionSet> sets, string field)
        {
            var below = new List<GraphQLSelectionSet>();
            foreach (var selection in sets.SelectMany(set => set.Selections))
            {
                switch (selection)
                {
                    case GraphQLField f when f.Name == field && f.SelectionSet is { } inner:
                        below.Add(inner);
                        break;
                    case GraphQLField f when f.Name == "nodes":
                        throw new BulkQueryException(
                            "The `nodes` shortcut is not supported in bulk queries: write `edges { node { … } }`."
                        );
                    case GraphQLInlineFragment fragment:
                        below.AddRange(Below([fragment.SelectionSet], field));
                        break;
                    case GraphQLFragmentSpread spread:
                        below.AddRange(
                            Below(
                                [fragments[spread.FragmentName.Name.StringValue].SelectionSet],
                                field
                            )
                        );
                        break;
                }
            }

            return below;
        }

        private void Collect(
            GraphQLSelectionSet set,
            IObjectGraphType type,
            List<(string Key, List<GraphQLField> Fields)> merged
        )
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case GraphQLField field:
                        var key = (field.Alias?.Name ?? field.Name).StringValue;
                        var index = merged.FindIndex(entry => entry.Key == key);
                        if (index < 0)
                        {
                            merged.Add((key, [field]));
                        }
                        else
                        {
                            merged[index].Fields.Add(field);
                        }

                        break;
                    case GraphQLInlineFragment fragment when Applies(fragment.TypeCondition, type):
                        Collect(fragment.SelectionSet, type, merged);
                        break;
                    case GraphQLFragmentSpread spread:
                        var definition = fragments[spread.FragmentName.Name.StringValue];
                        if (Applies(definition.TypeCondition, type))
                        {
                            Collect(definition.SelectionSet, type, merged);
                        }

                        break;
                }
            }
        }

        private static bool Applies(GraphQLTypeCondition? condition, IObjectGraphType type) =>
            condition is null
            || condition.Type.Name == type.Name
            || (
                ShopSchema.Instance.AllTypes[condition.Type.Name.StringValue]
                    is IAbstractGraphType several
                && several.PossibleTypes.Contains(type)
            );

        private static Arguments ArgumentsOf(GraphQLField field, FieldType definition)
        {
            if (definition.Arguments is not { Count: > 0 } known)
            {
                return Arguments.None;
            }

            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var argument in known)
            {
                var given = field.Arguments?.FirstOrDefault(a => a.Name == argument.Name);
                values[argument.Name] = given is null
                    ? argument.DefaultValue
                    : Literal(given.Value);
            }

            return new Arguments(values);
        }

        private static object? Literal(GraphQLValue value) =>
            value switch
            {
                GraphQLStringValue text => text.Value.ToString(),
                GraphQLIntValue number => int.Parse(
                    number.Value,
                    System.Globalization.CultureInfo.InvariantCulture
                ),
                GraphQLBooleanValue flag => flag.BoolValue,
                GraphQLEnumValue name => name.Name.StringValue,
                GraphQLListValue list => (list.Values ?? []).ConvertAll(Literal),
                _ => null,
            };

        private static IGraphType Named(IGraphType type, out bool isList)
        {
            isList = false;
            while (type is IProvideResolvedType wrapper)
            {
                isList |= type is ListGraphType;
                type = wrapper.ResolvedType!;
            }

            return type;
        }

        private static FieldPlan Plan(
            string key,
            Answer? answer,
            Arguments arguments,
            SelectionPlan? selection,
            bool isConnection,
            string parent,
            string type,
            string field
        ) =>
            new()
            {
                Key = JsonEncodedText.Encode(key),
                Answer = answer,
                Arguments = arguments,
                Selection = selection,
                IsConnection = isConnection,
                ParentName = parent,
                TypeName = type,
                FieldName = field,
            };
    }
}

/// <summary>Shopify would refuse the query.</summary>
internal sealed class BulkQueryException(string message) : Exception(message);
