using Comptoir.Contacts;
using Comptoir.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Comptoir.Tests.Storage;

/// <summary>One office can never see or touch another's data.</summary>
public abstract class OfficesApartTests(DatabaseUnderTest database) : DatabaseTests(database)
{
    [Fact]
    public async Task Rows_of_the_same_number_in_two_offices_are_two_rows()
    {
        var (ours, theirs) = await TwoOfficesAsync();

        await WriteAsync(ours, Rows.Contact(ours, 1, "Changed"));

        Assert.Equal("Changed", await OnlyNameAsync(ours));
        Assert.Equal("Theirs", await OnlyNameAsync(theirs));
    }

    [Fact]
    public async Task Every_kind_of_row_is_filtered_by_office()
    {
        await using var db = Database.OpenInstallation();
        var unfiltered = db
            .Model.GetEntityTypes()
            .Where(type => typeof(IOfficeOwned).IsAssignableFrom(type.ClrType))
            .Where(type => type.GetDeclaredQueryFilters().Count == 0)
            .Select(type => type.ClrType.Name);

        Assert.Empty(unfiltered);
    }

    [Fact]
    public async Task Every_key_and_every_reference_begins_with_the_office()
    {
        await using var db = Database.OpenInstallation();
        var owned = db
            .Model.GetEntityTypes()
            .Where(type => typeof(IOfficeOwned).IsAssignableFrom(type.ClrType))
            .ToList();

        Assert.NotEmpty(owned);
        Assert.All(
            owned,
            type => Assert.Equal("OfficeId", type.FindPrimaryKey()!.Properties[0].Name)
        );
        Assert.All(
            owned.SelectMany(type => type.GetForeignKeys()),
            reference => Assert.Equal("OfficeId", reference.Properties[0].Name)
        );
    }

    [Fact]
    public async Task A_context_of_no_office_sees_no_offices_rows()
    {
        await TwoOfficesAsync();
        await using var db = Database.OpenInstallation();

        Assert.Empty(await db.Contacts.ToListAsync(Stop));
    }

    [Fact]
    public async Task A_search_stays_within_the_office()
    {
        var (ours, theirs) = await TwoOfficesAsync();
        await using var db = Database.Open(ours);

        Assert.Empty(await db.Contacts.Matching(db, "theirs").ToListAsync(Stop));
        await using var other = Database.Open(theirs);
        Assert.Single(await other.Contacts.Matching(other, "theirs").ToListAsync(Stop));
    }

    [Fact]
    public async Task Saving_another_offices_row_is_refused()
    {
        var (ours, theirs) = await TwoOfficesAsync();
        await using var db = Database.Open(ours);

        db.Add(Rows.Contact(theirs, 2));
        await Assert.ThrowsAsync<ForeignRowException>(() => db.SaveChangesAsync(Stop));
        Assert.Throws<ForeignRowException>(() => db.SaveChanges());

        db.ChangeTracker.Clear();
        db.Remove(Rows.Contact(theirs, 1));
        await Assert.ThrowsAsync<ForeignRowException>(() => db.SaveChangesAsync(Stop));

        db.ChangeTracker.Clear();
        db.Update(Rows.Contact(theirs, 1, "Changed"));
        await Assert.ThrowsAsync<ForeignRowException>(() => db.SaveChangesAsync(Stop));
        Assert.Equal("Theirs", await OnlyNameAsync(theirs));
    }

    [Fact]
    public async Task Deleting_and_updating_by_query_stay_within_the_office()
    {
        var (ours, theirs) = await TwoOfficesAsync();
        await using var db = Database.Open(ours);

        Assert.Equal(
            1,
            await db.Contacts.ExecuteUpdateAsync(x => x.SetProperty(c => c.Name, "Changed"), Stop)
        );
        Assert.Equal(1, await db.Contacts.ExecuteDeleteAsync(Stop));

        Assert.Equal("Theirs", await OnlyNameAsync(theirs));
    }

    async Task<(long Ours, long Theirs)> TwoOfficesAsync()
    {
        var ours = await UnderTest.NewOfficeAsync();
        var theirs = await UnderTest.NewOfficeAsync();
        await WriteAsync(ours, Rows.Contact(ours, 1, "Ours"));
        await WriteAsync(theirs, Rows.Contact(theirs, 1, "Theirs"));
        return (ours, theirs);
    }

    Task<int> WriteAsync(long office, Contact row) =>
        Database.WriteAsync(office, (db, ct) => db.UpsertAsync([row], ct), Stop);

    async Task<string> OnlyNameAsync(long office)
    {
        await using var db = Database.Open(office);
        return (await db.Contacts.AsNoTracking().SingleAsync(Stop)).Name;
    }
}

public sealed class OfficesApartOnSqlite(SqliteUnderTest database)
    : OfficesApartTests(database),
        IClassFixture<SqliteUnderTest>;

[Trait("Needs", "PostgreSQL")]
public sealed class OfficesApartOnPostgres(PostgresUnderTest database)
    : OfficesApartTests(database),
        IClassFixture<PostgresUnderTest>;
