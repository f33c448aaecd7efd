using System.Reflection;
using Comptoir.Shopify;
using Comptoir.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Architecture;

/// <summary>Who may use whom: the arrows of the design, read from the compiled code.</summary>
public sealed class ArrowsTests
{
    /// <summary>Slices that know nothing of web shops; each may write to itself and to those named beside it.</summary>
    static readonly Dictionary<string, string[]> OfficeSlices = new(StringComparer.Ordinal)
    {
        ["Offices"] = [],
        ["Users"] = ["Offices"],
        ["Attention"] = [],
        ["Journal"] = [],
        ["Contacts"] = [],
        ["Vat"] = ["Contacts", "Journal"],
        ["Catalogue"] = ["Contacts"],
        ["Sales"] = ["Catalogue", "Contacts"],
        ["Deliveries"] = ["Sales", "Catalogue", "Contacts"],
        ["Payments"] = ["Sales", "Catalogue", "Contacts"],
        // Importing only for its reader of CSV files: what invoices of another program come in.
        ["Invoicing"] =
        [
            "Payments",
            "Deliveries",
            "Sales",
            "Catalogue",
            "Contacts",
            "Journal",
            "Importing",
            "Vat",
        ],
        ["EInvoicing"] = ["Invoicing", "Vat", "Contacts", "Journal"],
        ["Accounting"] =
        [
            "Invoicing",
            "Payments",
            "Deliveries",
            "Sales",
            "Catalogue",
            "Contacts",
            "Journal",
            "Vat",
        ],
        ["Sending"] = ["Invoicing", "Sales", "Contacts", "Journal"],
        ["Notifications"] = ["Sending", "Sales"],
        ["Importing"] = ["Catalogue", "Contacts"],
    };

    /// <summary>What everybody may use.</summary>
    static readonly string[] GroundFloor =
    [
        "Storage",
        "Web",
        "Api",
        "Cli",
        "Cluster",
        "Money",
        "Attention",
        "Users",
        "Offices",
    ];

    static readonly Assembly Application = typeof(Database).Assembly;
    static readonly Type[] Types = Application.GetTypes();

    [Fact]
    public void No_part_of_the_office_uses_what_connects_it_to_shops()
    {
        var used =
            from type in Types
            where OfficeSlices.ContainsKey(SliceOf(type)) && !IsRead(type)
            from other in TypeReferences.Of(type)
            where SliceOf(other) is "Sync" or "WebShops" || other.Assembly == typeof(Gid).Assembly
            where !IsStored(other) || !IsRoutes(type)
            select $"{type} uses {other}";

        Assert.Empty(used.Distinct());
    }

    [Fact]
    public void Parts_of_the_office_use_only_those_below_them()
    {
        var used =
            from type in Types
            let slice = SliceOf(type)
            where OfficeSlices.ContainsKey(slice) && !IsRead(type)
            from other in TypeReferences.Of(type)
            let below = SliceOf(other)
            where below.Length > 0 && below != slice
            where !GroundFloor.Contains(below) && !OfficeSlices[slice].Contains(below)
            where !IsStored(other) || !IsRoutes(type)
            select $"{type} uses {other}";

        Assert.Empty(used.Distinct());
    }

    [Fact]
    public void Every_folder_of_the_application_is_known_to_these_rules()
    {
        string[] known =
        [
            .. OfficeSlices.Keys,
            .. GroundFloor,
            "Sync",
            "WebShops",
            "Dashboard",
            "Health",
            "Backup",
            "Telemetry",
            "",
        ];
        var unknown = Types.Select(SliceOf).Distinct().Except(known);

        Assert.Empty(unknown);
    }

    [Fact]
    public void What_stands_alone_knows_nothing_of_the_application_nor_of_the_others()
    {
        string[] files =
        [
            .. Directory
                .GetFiles(AppContext.BaseDirectory, "Comptoir.*.dll")
                .Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)),
        ];
        var references =
            from file in files
            from reference in Assembly.LoadFrom(file).GetReferencedAssemblies()
            where reference.Name!.StartsWith("comptoir", StringComparison.OrdinalIgnoreCase)
            select $"{Path.GetFileName(file)} refers to {reference.Name}";

        Assert.Contains(files, file => Path.GetFileName(file) == "Comptoir.Documents.dll");
        Assert.Contains(files, file => Path.GetFileName(file) == "Comptoir.Shopify.dll");
        Assert.Empty(references);
    }

    [Fact]
    public void Raw_SQL_is_written_in_storage_alone()
    {
        var writing =
            from type in Types
            where SliceOf(type) != "Storage"
            from method in TypeReferences.MethodsUsedBy(type)
            where
                method.DeclaringType?.Name == nameof(RelationalDatabaseFacadeExtensions)
                    && (
                        method.Name.StartsWith("ExecuteSql", StringComparison.Ordinal)
                        || method.Name.StartsWith("SqlQuery", StringComparison.Ordinal)
                    )
                || method.Name.StartsWith("FromSql", StringComparison.Ordinal)
                || method.Name == "set_CommandText"
                || method
                    is ConstructorInfo { DeclaringType.Name: "NpgsqlCommand" or "SqliteCommand" }
            select $"{type} uses {method.Name}";

        Assert.Empty(writing.Distinct());
    }

    [Fact]
    public void Nobody_looks_past_the_filter_of_an_office()
    {
        // A name goes on this list with the reason why it must see more than one office.
        string[] allowed = [];
        var looking =
            from type in Types
            from method in TypeReferences.MethodsUsedBy(type)
            where
                method.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters)
                && !allowed.Contains(Outermost(type).FullName)
            select type.FullName;

        Assert.Empty(looking.Distinct());
    }

    [Fact]
    public void What_is_looked_for_would_be_found()
    {
        // The rules above are worth something only if references inside methods are seen.
        Assert.Contains(typeof(ForeignRowException), TypeReferences.Of(typeof(ComptoirDb)));
        Assert.Contains(
            Types.Where(type => Outermost(type) == typeof(SearchIndex)),
            type => TypeReferences.MethodsUsedBy(type).Any(method => method.Name == "FromSqlRaw")
        );
    }

    static readonly HashSet<Type> Stored = FindStored();

    /// <summary>Entities and the types of their columns.</summary>
    static HashSet<Type> FindStored()
    {
        using var database = new Database("Data Source=unused.db");
        using var db = database.OpenInstallation();
        return
        [
            .. from entity in db.Model.GetEntityTypes()
            from type in entity
                .GetProperties()
                .Select(property => property.ClrType)
                .Select(type => type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type)
                .Prepend(entity.ClrType)
            select type,
        ];
    }

    static bool IsStored(Type type) => Stored.Contains(type);

    /// <summary>What pages and routes show is read across slices, and nothing is written by it: these names say so.</summary>
    static readonly string[] Reads = ["View", "List", "Timeline", "Detail"];

    /// <summary>Pages, components and what they read may look at any slice; so may the equations that check an order's rows.</summary>
    static bool IsRead(Type type)
    {
        var outer = Outermost(type);
        return typeof(IComponent).IsAssignableFrom(outer)
            || outer == typeof(Comptoir.Sales.ControlEquations)
            || Array.Exists(Reads, name => outer.Name.EndsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void What_reads_writes_nothing()
    {
        var writing =
            from type in Types
            where IsRead(type)
            from method in TypeReferences.MethodsUsedBy(type)
            where
                method.Name
                    is "SaveChanges"
                        or "SaveChangesAsync"
                        or "ExecuteUpdateAsync"
                        or "ExecuteDeleteAsync"
                || method.DeclaringType == typeof(Database)
                    && method.Name == nameof(Database.WriteAsync)
            select $"{type} uses {method.Name}";

        Assert.Empty(writing.Distinct());
    }

    /// <summary>Routes answer questions about any slice, from its entities.</summary>
    static bool IsRoutes(Type type) =>
        Outermost(type).Name.EndsWith("Api", StringComparison.Ordinal)
        || Outermost(type).Name.EndsWith("Routes", StringComparison.Ordinal);

    static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The folder below the application's root; empty for what is not the application's.</summary>
    static string SliceOf(Type type)
    {
        if (type.Assembly != Application)
            return "";
        var parts = (Outermost(type).Namespace ?? "").Split('.');
        return parts is ["Comptoir", { } slice, ..] ? slice : "";
    }
}
