using System.IO.Compression;
using System.Text.Json;
using Comptoir.DemoShop.Schema;
using GraphQLParser;
using GraphQLParser.AST;
using Xunit;

namespace Comptoir.Tests.DemoShop;

public sealed class SchemaTests
{
    [Fact]
    public void The_schema_is_a_subset_of_the_official_one()
    {
        var file = Requirements.OfficialSchema();
        Assert.SkipWhen(
            file is null,
            "The official schema could not be had: neither npm nor a copy beside the repository."
        );
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(stream);
        var official = json
            .RootElement.GetProperty("data")
            .GetProperty("__schema")
            .GetProperty("types")
            .EnumerateArray()
            .ToDictionary(t => t.GetProperty("name").GetString()!, StringComparer.Ordinal);

        var differences = Parser
            .Parse(ShopSchema.Text())
            .Definitions.OfType<GraphQLTypeDefinition>()
            .SelectMany(ours => Differences(ours, official))
            .ToList();

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_field_of_the_schema_has_an_answer() =>
        Assert.True(ShopSchema.Instance.Initialized);

    private static IEnumerable<string> Differences(
        GraphQLTypeDefinition ours,
        Dictionary<string, JsonElement> official
    )
    {
        var name = ours.Name.StringValue;
        if (!official.TryGetValue(name, out var theirs))
        {
            return [$"{name} does not exist"];
        }

        var (kind, differences) = ours switch
        {
            GraphQLObjectTypeDefinition type => (
                "OBJECT",
                Fields(name, type.Fields, type.Interfaces, theirs)
            ),
            GraphQLInterfaceTypeDefinition type => (
                "INTERFACE",
                Fields(name, type.Fields, type.Interfaces, theirs)
            ),
            GraphQLUnionTypeDefinition type => (
                "UNION",
                Names(
                    name,
                    type.Types!.Select(t => t.Name.StringValue),
                    theirs.GetProperty("possibleTypes")
                )
            ),
            GraphQLEnumTypeDefinition type => (
                "ENUM",
                Names(
                    name,
                    type.Values!.Select(v => v.Name.StringValue),
                    theirs.GetProperty("enumValues")
                )
            ),
            GraphQLInputObjectTypeDefinition type => ("INPUT_OBJECT", Inputs(name, type, theirs)),
            _ => ("SCALAR", Enumerable.Empty<string>()),
        };
        return theirs.GetProperty("kind").GetString() == kind
            ? differences
            : differences.Append($"{name} is a {theirs.GetProperty("kind")}");
    }

    private static IEnumerable<string> Inputs(
        string name,
        GraphQLInputObjectTypeDefinition ours,
        JsonElement theirs
    )
    {
        var known = theirs
            .GetProperty("inputFields")
            .EnumerateArray()
            .ToDictionary(
                f => f.GetProperty("name").GetString()!,
                f => Text(f.GetProperty("type")),
                StringComparer.Ordinal
            );
        return ours.Fields!.Where(field =>
                !known.TryGetValue(field.Name.StringValue, out var type) || type != Text(field.Type)
            )
            .Select(field =>
                $"{name}.{field.Name.StringValue} is {known.GetValueOrDefault(field.Name.StringValue) ?? "unknown"}"
            );
    }

    private static IEnumerable<string> Fields(
        string name,
        GraphQLFieldsDefinition? fields,
        GraphQLImplementsInterfaces? interfaces,
        JsonElement theirs
    )
    {
        foreach (
            var difference in Names(
                name,
                interfaces?.Select(i => i.Name.StringValue) ?? [],
                theirs.GetProperty("interfaces")
            )
        )
        {
            yield return difference;
        }

        var known = theirs
            .GetProperty("fields")
            .EnumerateArray()
            .ToDictionary(f => f.GetProperty("name").GetString()!, StringComparer.Ordinal);
        foreach (var field in fields!)
        {
            if (!known.TryGetValue(field.Name.StringValue, out var official))
            {
                yield return $"{name}.{field.Name.StringValue} does not exist";
                continue;
            }

            if (Text(field.Type) != Text(official.GetProperty("type")))
            {
                yield return $"{name}.{field.Name.StringValue} is {Text(official.GetProperty("type"))}";
            }

            var arguments = official
                .GetProperty("args")
                .EnumerateArray()
                .ToDictionary(
                    a => a.GetProperty("name").GetString()!,
                    a => Text(a.GetProperty("type")),
                    StringComparer.Ordinal
                );
            foreach (
                var argument in field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>()
            )
            {
                if (
                    !arguments.TryGetValue(argument.Name.StringValue, out var type)
                    || type != Text(argument.Type)
                )
                {
                    yield return $"{name}.{field.Name.StringValue}({argument.Name.StringValue}) is {type ?? "unknown"}";
                }
            }
        }
    }

    private static IEnumerable<string> Names(
        string type,
        IEnumerable<string> ours,
        JsonElement theirs
    )
    {
        var known =
            theirs.ValueKind == JsonValueKind.Array
                ? theirs
                    .EnumerateArray()
                    .Select(t => t.GetProperty("name").GetString())
                    .ToHashSet(StringComparer.Ordinal)
                : [];
        return ours.Where(name => !known.Contains(name)).Select(name => $"{type} has no {name}");
    }

    private static string Text(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType inner => Text(inner.Type) + "!",
            GraphQLListType list => $"[{Text(list.Type)}]",
            GraphQLNamedType named => named.Name.StringValue,
            _ => throw new InvalidOperationException(),
        };

    private static string Text(JsonElement type) =>
        type.GetProperty("kind").GetString() switch
        {
            "NON_NULL" => Text(type.GetProperty("ofType")) + "!",
            "LIST" => $"[{Text(type.GetProperty("ofType"))}]",
            _ => type.GetProperty("name").GetString()!,
        };
}
