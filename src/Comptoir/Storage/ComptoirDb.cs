using System.Reflection;
using System.Text.RegularExpressions;
using Comptoir.Api;
using Comptoir.Attention;
using Comptoir.Backup;
using Comptoir.Catalogue;
using Comptoir.Cluster;
using Comptoir.Contacts;
using Comptoir.Deliveries;
using Comptoir.EInvoicing.Port;
using Comptoir.Importing;
using Comptoir.Invoicing;
using Comptoir.Journal;
using Comptoir.Notifications;
using Comptoir.Offices;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Sending;
using Comptoir.Sync;
using Comptoir.Sync.Reconciling;
using Comptoir.Sync.Scheduling;
using Comptoir.Users;
using Comptoir.Vat;
using Comptoir.WebShops;
using Comptoir.WebShops.Privacy;
using Comptoir.WebShops.Webhooks;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Comptoir.Storage;

/// <summary>
/// The one model, on SQLite and PostgreSQL. A context is opened for one office and sees that office's rows only; opened for
/// none, it sees the installation's: offices, users, keys of data protection.
/// </summary>
public abstract partial class ComptoirDb(DbContextOptions options, long officeId)
    : IdentityUserContext<User, long>(options),
        IDataProtectionKeyContext
{
    /// <summary>The office whose rows are seen; 0 for none.</summary>
    public long OfficeId { get; } = officeId;

    // Of the installation
    public DbSet<Office> Offices => Set<Office>();
    public DbSet<IdBlock> IdBlocks => Set<IdBlock>();
    public DbSet<MadeBackup> MadeBackups => Set<MadeBackup>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<ClusterNode> ClusterNodes => Set<ClusterNode>();

    // Of an office
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<RunItem> RunItems => Set<RunItem>();
    public DbSet<ContactAddress> ContactAddresses => Set<ContactAddress>();
    public DbSet<ContactDetails> ContactDetails => Set<ContactDetails>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<ProductDetails> ProductDetails => Set<ProductDetails>();
    public DbSet<VariantDetails> VariantDetails => Set<VariantDetails>();
    public DbSet<Variant> Variants => Set<Variant>();
    public DbSet<Location> Locations => Set<Location>();
    public DbSet<StockLevel> StockLevels => Set<StockLevel>();
    public DbSet<SalesOrder> Orders => Set<SalesOrder>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<OrderDiscount> OrderDiscounts => Set<OrderDiscount>();
    public DbSet<Sale> Sales => Set<Sale>();
    public DbSet<SaleTax> SaleTaxes => Set<SaleTax>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<DeliveryLine> DeliveryLines => Set<DeliveryLine>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<KeptFile> KeptFiles => Set<KeptFile>();
    public DbSet<DocumentLine> DocumentLines => Set<DocumentLine>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<SeriesCounter> SeriesCounters => Set<SeriesCounter>();
    public DbSet<InvoicingRules> InvoicingRules => Set<InvoicingRules>();
    public DbSet<OrderInvoicing> OrderInvoicings => Set<OrderInvoicing>();
    public DbSet<ExternalInvoice> ExternalInvoices => Set<ExternalInvoice>();
    public DbSet<ExpectedFact> ExpectedFacts => Set<ExpectedFact>();
    public DbSet<JournalRecord> Journal => Set<JournalRecord>();
    public DbSet<JournalHead> JournalHeads => Set<JournalHead>();
    public DbSet<JournaledPayment> JournaledPayments => Set<JournaledPayment>();
    public DbSet<Closing> Closings => Set<Closing>();
    public DbSet<SellerIdentity> SellerIdentities => Set<SellerIdentity>();
    public DbSet<DocumentStyle> DocumentStyles => Set<DocumentStyle>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<NotificationChoice> NotificationChoices => Set<NotificationChoice>();
    public DbSet<NewsMark> NewsMarks => Set<NewsMark>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<MailEvent> MailEvents => Set<MailEvent>();
    public DbSet<DocumentLink> DocumentLinks => Set<DocumentLink>();
    public DbSet<VatRegistration> VatRegistrations => Set<VatRegistration>();
    public DbSet<VatNumberAnswer> VatNumberAnswers => Set<VatNumberAnswer>();
    public DbSet<VatTableChange> VatTableChanges => Set<VatTableChange>();
    public DbSet<VatNumberQuestion> VatNumberQuestions => Set<VatNumberQuestion>();
    public DbSet<ReferenceRate> ReferenceRates => Set<ReferenceRate>();
    public DbSet<ShopVat> ShopVats => Set<ShopVat>();
    public DbSet<VatResolution> VatResolutions => Set<VatResolution>();
    public DbSet<EInvoicingSettings> EInvoicingSettings => Set<EInvoicingSettings>();
    public DbSet<ElectronicInvoice> ElectronicInvoices => Set<ElectronicInvoice>();
    public DbSet<ElectronicEvent> ElectronicEvents => Set<ElectronicEvent>();
    public DbSet<WebShop> WebShops => Set<WebShop>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<ShopSchedule> ShopSchedules => Set<ShopSchedule>();
    public DbSet<ShopComparison> ShopComparisons => Set<ShopComparison>();
    public DbSet<DayComparison> DayComparisons => Set<DayComparison>();
    public DbSet<OrderDifference> OrderDifferences => Set<OrderDifference>();
    public DbSet<ShopSubscriptions> ShopSubscriptions => Set<ShopSubscriptions>();
    public DbSet<ShopPrivacyRequest> PrivacyRequests => Set<ShopPrivacyRequest>();
    public DbSet<RedactedObject> RedactedObjects => Set<RedactedObject>();
    public DbSet<AttentionItem> Attention => Set<AttentionItem>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportedReference> ImportedReferences => Set<ImportedReference>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(Assembly.GetExecutingAssembly());
        foreach (var type in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(IOfficeOwned).IsAssignableFrom(type.ClrType))
                OwnByOffice(builder, type);
            UseSnakeCase(type);
        }
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    void RefuseForeignRows()
    {
        foreach (var entry in ChangeTracker.Entries<IOfficeOwned>())
            if (entry.State is not EntityState.Unchanged and not EntityState.Detached)
                ForeignRowException.ThrowUnlessOwn(entry.Entity, OfficeId);
    }

    void OwnByOffice(ModelBuilder builder, IMutableEntityType type)
    {
        var method = typeof(ComptoirDb).GetMethod(
            nameof(FilterByOffice),
            BindingFlags.Instance | BindingFlags.NonPublic
        )!;
        method.MakeGenericMethod(type.ClrType).Invoke(this, [builder]);
        foreach (var property in type.FindPrimaryKey()!.Properties)
            property.ValueGenerated = ValueGenerated.Never;
    }

    void FilterByOffice<T>(ModelBuilder builder)
        where T : class, IOfficeOwned =>
        builder.Entity<T>().HasQueryFilter("office", row => row.OfficeId == OfficeId);

    static void UseSnakeCase(IMutableEntityType type)
    {
        type.SetTableName(
            SnakeCase(type.GetTableName()!.Replace("AspNet", "", StringComparison.Ordinal))
        );
        foreach (var property in type.GetProperties())
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        foreach (var key in type.GetKeys())
            key.SetName(SnakeCase(key.GetName()!.Replace("AspNet", "", StringComparison.Ordinal)));
        foreach (var key in type.GetForeignKeys())
            key.SetConstraintName(
                SnakeCase(key.GetConstraintName()!.Replace("AspNet", "", StringComparison.Ordinal))
            );
        foreach (var index in type.GetIndexes())
            index.SetDatabaseName(
                SnakeCase(index.GetDatabaseName()!.Replace("AspNet", "", StringComparison.Ordinal))
            );
    }

    static string SnakeCase(string name) =>
#pragma warning disable CA1308 // Column names are lower case by convention; nothing is compared after normalization.
        WordStart().Replace(name, "${before}_${after}").ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex("(?<before>[a-z0-9])(?<after>[A-Z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WordStart();
}

/// <summary>Instants are UTC: what comes back from the database says so.</summary>
sealed class UtcConverter()
    : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc)
    );

/// <summary>A row of another office was about to be written: always a mistake in the program, never let through.</summary>
public sealed class ForeignRowException(long expected, long found)
    : InvalidOperationException($"A row of office {found} cannot be written for office {expected}.")
{
    /// <summary>Refuses a row of another office.</summary>
    public static void ThrowUnlessOwn(IOfficeOwned row, long officeId)
    {
        if (row.OfficeId != officeId || officeId == 0)
            throw new ForeignRowException(officeId, row.OfficeId);
    }
}
