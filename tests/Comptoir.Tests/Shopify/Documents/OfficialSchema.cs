using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Comptoir.Tests.Shopify.Documents;

/// <summary>
/// Shopify's own description of the Admin API, as it ships in the npm package <c>@shopify/dev-mcp</c>. It is fetched
/// once into <c>artifacts/</c> and never committed.
/// </summary>
static class OfficialSchema
{
    const string Package = "@shopify/dev-mcp@1.16.0";
    const string File = "admin_2026-10.json.gz";

    static readonly Lazy<ISchema?> Loaded = new(Load);

    /// <summary>The schema; null when it can neither be fetched nor found beside the repository.</summary>
    public static ISchema? Value => Loaded.Value;

    /// <summary>The root of the repository, from where this file was compiled.</summary>
    public static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", ".."));

    static Schema? Load()
    {
        var path = Find();
        if (path is null)
            return null;
        using var zipped = System.IO.File.OpenRead(path);
        using var json = new GZipStream(zipped, CompressionMode.Decompress);
        using var introspection = JsonDocument.Parse(json);
        var types = introspection
            .RootElement.GetProperty("data")
            .GetProperty("__schema")
            .GetProperty("types");
        var schema = GraphQL.Types.Schema.For(SchemaLanguage.Write(types), Configure(types));
        foreach (var type in types.EnumerateArray())
            if (Kind(type) == "SCALAR" && !BuiltIn.Contains(Name(type)))
                schema.RegisterType(new AnyScalar(Name(type)));
        schema.Initialize();
        return schema;
    }

    static Action<GraphQL.Utilities.SchemaBuilder> Configure(JsonElement types) =>
        builder =>
        {
            foreach (var type in types.EnumerateArray())
                if (Kind(type) is "UNION" or "INTERFACE")
                    builder.Types.For(Name(type)).ResolveType = _ => null!;
        };

    static string? Find()
    {
        var cache = Path.Combine(Root(), "artifacts", "shopify-schema");
        var cached = Path.Combine(cache, "package", "dist", "data", File);
        if (System.IO.File.Exists(cached))
            return cached;
        if (Fetch(cache) && System.IO.File.Exists(cached))
            return cached;
        var beside = Path.Combine(Root(), "..", "shared", "shopify", File);
        return System.IO.File.Exists(beside) ? beside : null;
    }

    static bool Fetch(string cache)
    {
        Directory.CreateDirectory(cache);
        return Run(cache, "npm", $"pack {Package} --silent")
            && Directory.GetFiles(cache, "*.tgz").FirstOrDefault() is { } tarball
            && Run(cache, "tar", $"-xzf {Path.GetFileName(tarball)} package/dist/data/{File}");
    }

    static bool Run(string directory, string program, string arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    WorkingDirectory = directory,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(TimeSpan.FromMinutes(2)))
                return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static readonly HashSet<string> BuiltIn = ["ID", "String", "Int", "Float", "Boolean"];

    static string Kind(JsonElement type) => type.GetProperty("kind").GetString()!;

    static string Name(JsonElement type) => type.GetProperty("name").GetString()!;

    sealed class AnyScalar : ScalarGraphType
    {
        public AnyScalar(string name) => Name = name;

        public override object? ParseLiteral(GraphQLValue value) => value;

        public override bool CanParseLiteral(GraphQLValue value) => true;

        public override object? ParseValue(object? value) => value;
    }
}

/// <summary>Writes the answer to an introspection query as schema language.</summary>
static class SchemaLanguage
{
    public static string Write(JsonElement types)
    {
        var text = new StringBuilder("schema { query: QueryRoot mutation: Mutation }\n");
        foreach (var type in types.EnumerateArray())
        {
            var name = type.GetProperty("name").GetString()!;
            if (name.StartsWith("__", StringComparison.Ordinal))
                continue;
            switch (type.GetProperty("kind").GetString())
            {
                case "SCALAR" when name is not ("ID" or "String" or "Int" or "Float" or "Boolean"):
                    text.Append(CultureInfo.InvariantCulture, $"scalar {name}\n");
                    break;
                case "OBJECT":
                    Fields(text, $"type {name}{Implements(type)}", type.GetProperty("fields"));
                    break;
                case "INTERFACE":
                    Fields(text, $"interface {name}", type.GetProperty("fields"));
                    break;
                case "INPUT_OBJECT":
                    Inputs(
                        text.Append(CultureInfo.InvariantCulture, $"input {name} {{ "),
                        type.GetProperty("inputFields")
                    );
                    text.Append("}\n");
                    break;
                case "UNION":
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"union {name} = {Names(type.GetProperty("possibleTypes"), " | ")}\n"
                    );
                    break;
                case "ENUM":
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"enum {name} {{ {Names(type.GetProperty("enumValues"), " ")} }}\n"
                    );
                    break;
                default:
                    break;
            }
        }
        return text.ToString();
    }

    static void Fields(StringBuilder text, string head, JsonElement fields)
    {
        text.Append(head).Append(" {\n");
        foreach (var field in fields.EnumerateArray())
        {
            text.Append("  ").Append(field.GetProperty("name").GetString());
            if (field.GetProperty("args").GetArrayLength() > 0)
                Inputs(text.Append('('), field.GetProperty("args")).Append(')');
            text.Append(": ").Append(TypeOf(field.GetProperty("type")));
            if (field.GetProperty("isDeprecated").GetBoolean())
                text.Append(" @deprecated(reason: \"deprecated\")");
            text.Append('\n');
        }
        text.Append("}\n");
    }

    static StringBuilder Inputs(StringBuilder text, JsonElement values)
    {
        foreach (var value in values.EnumerateArray())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{value.GetProperty("name").GetString()}: {TypeOf(value.GetProperty("type"))}"
            );
            if (
                value.TryGetProperty("defaultValue", out var preset)
                && preset.ValueKind == JsonValueKind.String
            )
                text.Append(" = ").Append(preset.GetString());
            text.Append(' ');
        }
        return text;
    }

    static string Implements(JsonElement type)
    {
        var names = Names(type.GetProperty("interfaces"), " & ");
        return names.Length == 0 ? "" : " implements " + names;
    }

    static string Names(JsonElement list, string separator) =>
        string.Join(
            separator,
            list.EnumerateArray().Select(item => item.GetProperty("name").GetString())
        );

    static string TypeOf(JsonElement type) =>
        type.GetProperty("kind").GetString() switch
        {
            "NON_NULL" => TypeOf(type.GetProperty("ofType")) + "!",
            "LIST" => $"[{TypeOf(type.GetProperty("ofType"))}]",
            _ => type.GetProperty("name").GetString()!,
        };
}
