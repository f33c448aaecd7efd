using Comptoir.Api;
using Comptoir.Attention;
using Comptoir.Catalogue;
using Comptoir.Contacts;
using Comptoir.Deliveries;
using Comptoir.Importing;
using Comptoir.Offices;
using Comptoir.Payments;
using Comptoir.Sales;
using Comptoir.Sync;
using Comptoir.Users;
using Comptoir.WebShops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

// Keys, references and indexes of every table, in one place: what a list sorts or filters by stands here.

sealed class InstallationModel
    : IEntityTypeConfiguration<Office>,
        IEntityTypeConfiguration<IdBlock>,
        IEntityTypeConfiguration<Membership>,
        IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => x.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IdBlock> builder)
    {
        builder.HasKey(x => x.OfficeId);
        builder.Property(x => x.OfficeId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.UserId });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.UserId);
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.HasIndex(x => x.Hash).IsUnique();
    }
}

sealed class ApiModel : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Key });
        builder.HasIndex(x => new { x.OfficeId, x.ReceivedAt });
    }
}

sealed class ContactsModel
    : IEntityTypeConfiguration<Contact>,
        IEntityTypeConfiguration<ContactAddress>,
        IEntityTypeConfiguration<ContactDetails>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Tags).AsJson();
        builder.HasIndex(x => new { x.OfficeId, x.EmailKey });
        builder.HasIndex(x => new { x.OfficeId, x.VatNumber }).HasFilter("vat_number is not null");
        builder.HasIndex(x => new { x.OfficeId, x.Siren }).HasFilter("siren is not null");
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.CompanyId });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.SortName,
            x.Id,
        });
        // Few among many customers: their list must not walk over all of them.
        builder
            .HasIndex(
                x => new
                {
                    x.OfficeId,
                    x.SortName,
                    x.Id,
                },
                "ix_contacts_suppliers"
            )
            .HasFilter("is_supplier");
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.UpdatedAt,
            x.Id,
        });
    }

    public void Configure(EntityTypeBuilder<ContactAddress> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.ContactId,
            x.Number,
        });
        builder.Property(x => x.Address).AsJson();
        builder
            .HasOne<Contact>()
            .WithMany(x => x.Addresses)
            .HasForeignKey(x => new { x.OfficeId, x.ContactId });
    }

    public void Configure(EntityTypeBuilder<ContactDetails> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.ContactId });
        builder
            .HasOne<Contact>()
            .WithOne()
            .HasForeignKey<ContactDetails>(x => new { x.OfficeId, x.ContactId });
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.OfficeId, x.VatNumber });
        builder.HasIndex(x => new { x.OfficeId, x.Siren });
    }
}

sealed class CatalogueModel
    : IEntityTypeConfiguration<Product>,
        IEntityTypeConfiguration<ProductDetails>,
        IEntityTypeConfiguration<Variant>,
        IEntityTypeConfiguration<VariantDetails>,
        IEntityTypeConfiguration<Location>,
        IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Tags).AsJson();
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.SupplierId });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.SortTitle,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.UpdatedAt,
            x.Id,
        });
    }

    public void Configure(EntityTypeBuilder<Variant> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder
            .HasOne<Product>()
            .WithMany(x => x.Variants)
            .HasForeignKey(x => new { x.OfficeId, x.ProductId });
        builder.HasIndex(x => new { x.OfficeId, x.Sku });
        builder.HasIndex(x => new { x.OfficeId, x.InventoryItemExternalId });
    }

    public void Configure(EntityTypeBuilder<ProductDetails> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.ProductId });
        builder
            .HasOne<Product>()
            .WithOne()
            .HasForeignKey<ProductDetails>(x => new { x.OfficeId, x.ProductId });
        builder.Property(x => x.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<VariantDetails> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.VariantId });
        builder
            .HasOne<Variant>()
            .WithOne()
            .HasForeignKey<VariantDetails>(x => new { x.OfficeId, x.VariantId });
    }

    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Address).AsJson();
    }

    public void Configure(EntityTypeBuilder<StockLevel> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.VariantId,
            x.LocationId,
        });
        builder.HasOne<Variant>().WithMany().HasForeignKey(x => new { x.OfficeId, x.VariantId });
        builder.HasOne<Location>().WithMany().HasForeignKey(x => new { x.OfficeId, x.LocationId });
    }
}

sealed class SalesModel
    : IEntityTypeConfiguration<SalesOrder>,
        IEntityTypeConfiguration<OrderLine>,
        IEntityTypeConfiguration<OrderDiscount>,
        IEntityTypeConfiguration<Sale>,
        IEntityTypeConfiguration<SaleTax>
{
    public void Configure(EntityTypeBuilder<SalesOrder> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Tags).AsJson();
        builder.Property(x => x.Attributes).AsJson();
        builder.Property(x => x.DiscountCodes).AsJson();
        builder.Property(x => x.FraudFindings).AsJson();
        builder.Property(x => x.Fees).AsJson();
        builder.Property(x => x.BillingAddress).AsJson();
        builder.Property(x => x.ShippingAddress).AsJson();
        builder.Property(x => x.ControlFindings).AsJson();
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.ContactId });
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => new { x.OfficeId, x.CompanyId });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.CustomerExternalId,
            x.WebShopId,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.PlacedAt,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.UpdatedAt,
            x.Id,
        });
        builder.HasIndex(x => new { x.OfficeId, x.Name });
        builder.Property(x => x.IsNews).IsKeptHere();
        // Looked for every few seconds, and nearly always none.
        builder.HasIndex(x => new { x.OfficeId, x.Id }, "ix_orders_news").HasFilter("is_news");
        // Few among many: the list of them must not walk over all orders.
        builder
            .HasIndex(
                x => new
                {
                    x.OfficeId,
                    x.PlacedAt,
                    x.Id,
                },
                "ix_orders_feared"
            )
            .HasFilter("fraud <> 'None'");
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.ContactId,
            x.PlacedAt,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.PlacedOn,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.FinancialStatus,
            x.PlacedAt,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.FulfillmentStatus,
            x.PlacedAt,
            x.Id,
        });
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Kind,
            x.Number,
        });
        builder.Property(x => x.DiscountAllocations).AsJson();
        builder.Property(x => x.Taxes).AsJson();
        builder.Property(x => x.Attributes).AsJson();
        builder
            .HasOne<SalesOrder>()
            .WithMany(x => x.Lines)
            .HasForeignKey(x => new { x.OfficeId, x.OrderId });
        // What is to be delivered is looked for again and again: few among many.
        builder
            .HasIndex(x => new { x.OfficeId, x.OrderId }, "ix_order_lines_to_send")
            .HasFilter("to_send > 0");
    }

    public void Configure(EntityTypeBuilder<OrderDiscount> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Number,
        });
        builder
            .HasOne<SalesOrder>()
            .WithMany(x => x.Discounts)
            .HasForeignKey(x => new { x.OfficeId, x.OrderId });
    }

    public void Configure(EntityTypeBuilder<Sale> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Number,
        });
        builder
            .HasOne<SalesOrder>()
            .WithMany(x => x.Sales)
            .HasForeignKey(x => new { x.OfficeId, x.OrderId });
        builder.HasIndex(x => new { x.OfficeId, x.HappenedOn });
        // What is due to be invoiced is looked for again and again: few among many.
        builder.HasIndex(x => new { x.OfficeId, x.OrderId }, "ix_sales_open").HasFilter("is_open");
        // Allocations keep it; an import leaves it alone.
        foreach (var part in OpenParts)
            builder.Property(part).IsKeptHere();
        builder.ToTable(table =>
        {
            foreach (var (open, whole) in Opens)
                table.HasCheckConstraint(
                    $"ck_sales_{open}",
                    $"({whole} >= 0 and {open} between 0 and {whole}) or ({whole} < 0 and {open} between {whole} and 0)"
                );
        });
    }

    static readonly string[] OpenParts =
    [
        nameof(Sale.Cover),
        nameof(Sale.OpenQuantity),
        nameof(Sale.Open),
        nameof(Sale.OpenTax),
        nameof(Sale.CustomerOpen),
        nameof(Sale.CustomerOpenTax),
        nameof(Sale.IsOpen),
    ];

    static readonly (string Open, string Whole)[] Opens =
    [
        ("open_quantity", "coalesce(quantity, 0)"),
        ("open", "total"),
        ("open_tax", "tax"),
        ("customer_open", "customer_total"),
        ("customer_open_tax", "customer_tax"),
    ];

    public void Configure(EntityTypeBuilder<SaleTax> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.OrderId,
            x.Sale,
            x.Position,
        });
        builder
            .HasOne<Sale>()
            .WithMany(x => x.Taxes)
            .HasForeignKey(x => new
            {
                x.OfficeId,
                x.OrderId,
                x.Sale,
            });
    }
}

sealed class MovementsModel
    : IEntityTypeConfiguration<Delivery>,
        IEntityTypeConfiguration<DeliveryLine>,
        IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Tracking).AsJson();
        builder.Ignore(x => x.Counts);
        builder.HasOne<SalesOrder>().WithMany().HasForeignKey(x => new { x.OfficeId, x.OrderId });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.OrderId,
                x.ExternalId,
            })
            .IsUnique();
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.CreatedAt,
            x.Id,
        });
    }

    public void Configure(EntityTypeBuilder<DeliveryLine> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.DeliveryId,
            x.Line,
        });
        builder
            .HasOne<Delivery>()
            .WithMany(x => x.Lines)
            .HasForeignKey(x => new { x.OfficeId, x.DeliveryId });
    }

    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.HasOne<SalesOrder>().WithMany().HasForeignKey(x => new { x.OfficeId, x.OrderId });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.OrderId,
                x.ExternalId,
            })
            .IsUnique();
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.ProcessedAt,
            x.Id,
        });
    }
}

sealed class ImportsModel
    : IEntityTypeConfiguration<Import>,
        IEntityTypeConfiguration<ImportedReference>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Columns).AsJson();
        builder.Property(x => x.Counts).AsJson();
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.UploadedAt,
            x.Id,
        });
    }

    public void Configure(EntityTypeBuilder<ImportedReference> builder) =>
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.Kind,
            x.Reference,
        });
}

sealed class SyncModel
    : IEntityTypeConfiguration<WebShop>,
        IEntityTypeConfiguration<Link>,
        IEntityTypeConfiguration<Run>,
        IEntityTypeConfiguration<RunItem>,
        IEntityTypeConfiguration<AttentionItem>
{
    public void Configure(EntityTypeBuilder<WebShop> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Scopes).AsJson();
        builder.Property(x => x.Settings).AsJson();
        builder.Property(x => x.Withheld).AsJson();
        builder.HasOne<Office>().WithMany().HasForeignKey(x => x.OfficeId);
        builder.HasIndex(x => new { x.OfficeId, x.Address }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Link> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.WebShopId,
            x.Kind,
            x.ExternalId,
        });
        // Which shops know a contact?
        builder.HasIndex(x => new { x.OfficeId, x.LocalId });
        // Few are left out among many.
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.WebShopId,
                x.Kind,
                x.LeftOutTitle,
                x.ExternalId,
            })
            .HasFilter("left_out_at is not null")
            .HasDatabaseName("ix_links_left_out");
    }

    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder.Property(x => x.Progress).AsJson();
        builder.Property(x => x.Counts).AsJson();
        builder.Property(x => x.Cursor).AsJson();
        builder.Property(x => x.Totals).AsJson();
        builder.Property(x => x.Report).AsJson();
        builder.Property(x => x.Withheld).AsJson();
        builder.Property(x => x.Epoch).IsConcurrencyToken();
        builder.HasOne<WebShop>().WithMany().HasForeignKey(x => new { x.OfficeId, x.WebShopId });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.QueuedAt,
            x.Id,
        });
        // One web shop, one worker: the database itself refuses a second run at work, and a second one waiting.
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.WebShopId,
                x.State,
            })
            .IsUnique()
            .HasFilter("state in ('Queued', 'Running')")
            .HasDatabaseName("ix_runs_one_at_work");
    }

    public void Configure(EntityTypeBuilder<RunItem> builder)
    {
        builder.HasKey(x => new
        {
            x.OfficeId,
            x.RunId,
            x.Kind,
            x.ExternalId,
        });
        builder.Property(x => x.Changes).AsJson();
        builder.Property(x => x.Warnings).AsJson();
        builder.HasOne<Run>().WithMany().HasForeignKey(x => new { x.OfficeId, x.RunId });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.RunId,
                x.Id,
            })
            .IsUnique();
        // A tab of the list, its filters by what would be done, and its counts.
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.RunId,
            x.Kind,
            x.Id,
        });
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.RunId,
            x.Kind,
            x.Action,
            x.Id,
        });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.RunId,
                x.Kind,
                x.Id,
                x.Action,
            })
            .HasFilter("warnings <> '[]'")
            .HasDatabaseName("ix_run_items_warned");
    }

    public void Configure(EntityTypeBuilder<AttentionItem> builder)
    {
        builder.HasKey(x => new { x.OfficeId, x.Id });
        builder
            .HasIndex(x => new
            {
                x.OfficeId,
                x.WebShopId,
                x.Code,
                x.SubjectKind,
                x.Subject,
            })
            .IsUnique();
        builder.HasIndex(x => new
        {
            x.OfficeId,
            x.RaisedAt,
            x.Id,
        });
        builder.Property(x => x.ToldOpening).IsKeptHere();
        builder.Ignore(x => x.OpenedAt);
        // What is open is counted on every page, and looked at for news every few seconds.
        builder
            .HasIndex(x => new { x.OfficeId, x.Id }, "ix_attention_open")
            .HasFilter("resolved_at is null");
    }
}
