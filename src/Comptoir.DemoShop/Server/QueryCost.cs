using Comptoir.DemoShop.Schema;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Comptoir.DemoShop.Server;

/// <summary>
/// The requested cost of a query: a scalar and a value object cost nothing, an object with an id 1, a connection 2 and, for each item
/// asked for, 1 and what is selected of it, a mutation 10. Shopify documents 1 for every object but charges less in practice for
/// values such as money; its exact rule is not public.
/// </summary>
internal sealed class QueryCost(
    GraphQLDocument document,
    IReadOnlyDictionary<string, object?> variables
)
{
    /// <summary>More than this is refused for one query.</summary>
    public const double Most = 1000;

    private const double Mutation = 10;
    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document
        .Definitions.OfType<GraphQLFragmentDefinition>()
        .ToDictionary(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal);

    public double Requested(GraphQLOperationDefinition operation) =>
        operation.Operation == OperationType.Mutation
            ? operation.SelectionSet.Selections.Count * Mutation
            : Of(operation.SelectionSet, ShopSchema.Instance.Query!, 0);

    /// <summary>What one object of that type costs by itself.</summary>
    public static double Weight(IGraphType type) =>
        type is IComplexGraphType complex && complex.GetField("id") is not null ? 1 : 0;

    private double Of(GraphQLSelectionSet? set, IGraphType type, int depth)
    {
        if (set is null || depth > 30)
        {
            return 0;
        }

        var cost = 0d;
        foreach (var selection in set.Selections)
        {
            cost += selection switch
            {
                GraphQLField field => Of(field, type, depth),
                GraphQLInlineFragment inline => Of(
                    inline.SelectionSet,
                    Conditioned(inline.TypeCondition, type),
                    depth + 1
                ),
                GraphQLFragmentSpread spread
                    when fragments.TryGetValue(
                        spread.FragmentName.Name.StringValue,
                        out var fragment
                    ) => Of(
                    fragment.SelectionSet,
                    Conditioned(fragment.TypeCondition, type),
                    depth + 1
                ),
                _ => 0,
            };
        }

        return cost;
    }

    private double Of(GraphQLField field, IGraphType type, int depth)
    {
        if (
            type is not IComplexGraphType complex
            || complex.GetField(field.Name) is not { } definition
        )
        {
            return 0;
        }

        var named = definition.ResolvedType!.GetNamedType();
        var below = Of(field.SelectionSet, named, depth + 1);
        if (named.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            var size = Size(field, "first") ?? Size(field, "last") ?? 0;
            return 2 + (size * (1 + below));
        }

        var wrapper =
            complex.Name.EndsWith("Connection", StringComparison.Ordinal)
            || complex.Name.EndsWith("Edge", StringComparison.Ordinal);
        return below + (wrapper ? 0 : Weight(named));
    }

    private static IGraphType Conditioned(GraphQLTypeCondition? condition, IGraphType type) =>
        condition is null
            ? type
            : ShopSchema.Instance.AllTypes[condition.Type.Name.StringValue] ?? type;

    private int? Size(GraphQLField field, string argument) =>
        field.Arguments?.FirstOrDefault(a => a.Name == argument)?.Value switch
        {
            GraphQLIntValue number when int.TryParse(number.Value, out var size) => size,
            GraphQLVariable variable
                when variables.TryGetValue(variable.Name.StringValue, out var value)
                    && value is int size => size,
            _ => null,
        };
}

/// <summary>What a query has really cost so far; filled in by the fields as they are answered.</summary>
internal sealed class CostMeter
{
    public const string Key = "cost";

    public double Actual { get; private set; }

    public void Add(double points) => Actual += points;
}

/// <summary>The leaky bucket of a shop: points are restored with time, a query takes what it asks for and gets back what it did not use.</summary>
internal sealed class CostBucket(DemoShopLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private double available = limits.MaximumAvailable;
    private long at = clock.GetTimestamp();

    public DemoShopLimits Limits => limits;

    public double Available
    {
        get
        {
            lock (gate)
            {
                Restore();
                return available;
            }
        }
    }

    public bool TryTake(double points)
    {
        lock (gate)
        {
            Restore();
            if (points > available)
            {
                return false;
            }

            available -= points;
            return true;
        }
    }

    public void GiveBack(double points)
    {
        lock (gate)
        {
            available = Math.Min(limits.MaximumAvailable, available + points);
        }
    }

    private void Restore()
    {
        var now = clock.GetTimestamp();
        available = Math.Min(
            limits.MaximumAvailable,
            available + (clock.GetElapsedTime(at, now).TotalSeconds * limits.RestoreRate)
        );
        at = now;
    }
}
