using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Comptoir.Storage;

/// <summary>The model on SQLite: one set of migrations hangs on it.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, long officeId)
    : ComptoirDb(options, officeId);

/// <summary>The model on PostgreSQL: one set of migrations hangs on it.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, long officeId)
    : ComptoirDb(options, officeId)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Text is normalized by us and compared byte by byte, as SQLite does: the same order on both engines.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteDb --output-dir Storage/Migrations/Sqlite</c>.</summary>
sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options, 0);
}

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresDb --output-dir Storage/Migrations/Postgres</c>.</summary>
sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").Options, 0);
}
