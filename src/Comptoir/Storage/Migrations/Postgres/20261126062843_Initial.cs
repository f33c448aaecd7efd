using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Comptoir.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attention",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    code = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reopened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    told_opening = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    resolution = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    retry_asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attention", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "closings",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    period = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    totals = table.Column<string>(type: "text", nullable: false),
                    perpetual = table.Column<string>(type: "text", nullable: false),
                    journal_length = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_by = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closings", x => new { x.office_id, x.period, x.from });
                });

            migrationBuilder.CreateTable(
                name: "cluster_nodes",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    machine = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    alive_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_stopping = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cluster_nodes", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    company_id = table.Column<long>(type: "bigint", nullable: true),
                    is_customer = table.Column<bool>(type: "boolean", nullable: false),
                    is_supplier = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    last_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tags = table.Column<string>(type: "text", nullable: false),
                    tax_exempt = table.Column<bool>(type: "boolean", nullable: false),
                    vat_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    siren = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sort_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_contacts_contacts_office_id_company_id",
                        columns: x => new { x.office_id, x.company_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "id_blocks",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_id_blocks", x => x.office_id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    request = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    location = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => new { x.office_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "imported_references",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    local_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_references", x => new { x.office_id, x.kind, x.reference });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    uploaded_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    columns = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    counts = table.Column<string>(type: "text", nullable: true),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    worker = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invoicing_rules",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    make = table.Column<string>(type: "text", nullable: false),
                    when = table.Column<string>(type: "text", nullable: false),
                    when_terms = table.Column<string>(type: "text", nullable: false),
                    issue_at_once = table.Column<bool>(type: "boolean", nullable: false),
                    leave_out_point_of_sale = table.Column<bool>(type: "boolean", nullable: false),
                    leave_out_zero_total = table.Column<bool>(type: "boolean", nullable: false),
                    leave_out_tags = table.Column<string>(type: "text", nullable: false),
                    leave_out_sources = table.Column<string>(type: "text", nullable: false),
                    hold_feared = table.Column<bool>(type: "boolean", nullable: false),
                    gift_cards_on_receipt = table.Column<bool>(type: "boolean", nullable: false),
                    tips_on_receipt = table.Column<bool>(type: "boolean", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    payment_days = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoicing_rules", x => new { x.office_id, x.web_shop_id });
                });

            migrationBuilder.CreateTable(
                name: "journal_records",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_records", x => new { x.office_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "journaled_payments",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    payment_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    direction = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    customer_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_amount = table.Column<long>(type: "bigint", nullable: false),
                    journal_number = table.Column<long>(type: "bigint", nullable: false),
                    reversal_number = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journaled_payments", x => new { x.office_id, x.payment_id });
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    local_id = table.Column<long>(type: "bigint", nullable: true),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    left_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    left_out_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    left_out_title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    gone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_links", x => new { x.office_id, x.web_shop_id, x.kind, x.external_id });
                });

            migrationBuilder.CreateTable(
                name: "locations",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locations", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "made_backups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_made_backups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    pattern = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shop_vats",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    ships_from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    titles = table.Column<string>(type: "text", nullable: false),
                    taxless = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_vats", x => new { x.office_id, x.web_shop_id });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    last_office_id = table.Column<long>(type: "bigint", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    security_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_addresses",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    contact_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_addresses", x => new { x.office_id, x.contact_id, x.number });
                    table.ForeignKey(
                        name: "fk_contact_addresses_contacts_office_id_contact_id",
                        columns: x => new { x.office_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contact_details",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    contact_id = table.Column<long>(type: "bigint", nullable: false),
                    billing_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    siren = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    siret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    customer_account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supplier_account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payment_days = table.Column<int>(type: "integer", nullable: true),
                    end_of_month = table.Column<bool>(type: "boolean", nullable: false),
                    invoice_email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_details", x => new { x.office_id, x.contact_id });
                    table.ForeignKey(
                        name: "fk_contact_details_contacts_office_id_contact_id",
                        columns: x => new { x.office_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    contact_id = table.Column<long>(type: "bigint", nullable: true),
                    customer_external_id = table.Column<long>(type: "bigint", nullable: true),
                    company_id = table.Column<long>(type: "bigint", nullable: true),
                    customer_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    placed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    placed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    financial_status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fulfillment_status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    return_status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_test = table.Column<bool>(type: "boolean", nullable: false),
                    is_edited = table.Column<bool>(type: "boolean", nullable: false),
                    taxes_included = table.Column<bool>(type: "boolean", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    purchase_order = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    company_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    siren = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payment_terms = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payment_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    merchant_of_record = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fraud = table.Column<string>(type: "text", nullable: false),
                    fraud_findings = table.Column<string>(type: "text", nullable: false),
                    fees = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tags = table.Column<string>(type: "text", nullable: false),
                    attributes = table.Column<string>(type: "text", nullable: false),
                    discount_codes = table.Column<string>(type: "text", nullable: false),
                    billing_address = table.Column<string>(type: "text", nullable: true),
                    shipping_address = table.Column<string>(type: "text", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    customer_total = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_tax = table.Column<long>(type: "bigint", nullable: false),
                    discount = table.Column<long>(type: "bigint", nullable: false),
                    customer_discount = table.Column<long>(type: "bigint", nullable: false),
                    shipping = table.Column<long>(type: "bigint", nullable: false),
                    customer_shipping = table.Column<long>(type: "bigint", nullable: false),
                    current_total = table.Column<long>(type: "bigint", nullable: false),
                    customer_current_total = table.Column<long>(type: "bigint", nullable: false),
                    current_tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_current_tax = table.Column<long>(type: "bigint", nullable: false),
                    refund_discrepancy = table.Column<long>(type: "bigint", nullable: false),
                    customer_refund_discrepancy = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    customer_received = table.Column<long>(type: "bigint", nullable: false),
                    refunded = table.Column<long>(type: "bigint", nullable: false),
                    customer_refunded = table.Column<long>(type: "bigint", nullable: false),
                    control = table.Column<string>(type: "text", nullable: false),
                    control_findings = table.Column<string>(type: "text", nullable: false),
                    is_news = table.Column<bool>(type: "boolean", nullable: false),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_orders_contacts_office_id_company_id",
                        columns: x => new { x.office_id, x.company_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                    table.ForeignKey(
                        name: "fk_orders_contacts_office_id_contact_id",
                        columns: x => new { x.office_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    supplier_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    handle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    product_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    description_html = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tags = table.Column<string>(type: "text", nullable: false),
                    is_gift_card = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sort_title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_products_contacts_office_id_supplier_id",
                        columns: x => new { x.office_id, x.supplier_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "series_counters",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    series_id = table.Column<long>(type: "bigint", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    last_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_series_counters", x => new { x.office_id, x.series_id, x.year });
                    table.ForeignKey(
                        name: "fk_series_counters_number_series_office_id_series_id",
                        columns: x => new { x.office_id, x.series_id },
                        principalTable: "number_series",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_api_keys_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_styles",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    logo = table.Column<byte[]>(type: "bytea", nullable: true),
                    accent = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    intro_english = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    intro_french = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closing_english = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closing_french = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    paper = table.Column<string>(type: "text", nullable: false),
                    sender_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sender_address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reply_to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sent_up_to = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_styles", x => new { x.office_id, x.web_shop_id });
                    table.ForeignKey(
                        name: "fk_document_styles_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "einvoicing_settings",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    whole_directory = table.Column<bool>(type: "boolean", nullable: false),
                    sirens = table.Column<string>(type: "text", nullable: false),
                    looked_until = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_einvoicing_settings", x => x.office_id);
                    table.ForeignKey(
                        name: "fk_einvoicing_settings_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "journal_heads",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    protected_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    closed_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_heads", x => x.office_id);
                    table.ForeignKey(
                        name: "fk_journal_heads_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reference_rates",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    per_euro = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reference_rates", x => new { x.office_id, x.currency, x.on });
                    table.ForeignKey(
                        name: "fk_reference_rates_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seller_identities",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    legal_form = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    registration = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    siren = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_franchise = table.Column<bool>(type: "boolean", nullable: false),
                    line1 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    line2 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    postal_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    city = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    country_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    iban = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pays_vat_on_debits = table.Column<bool>(type: "boolean", nullable: false),
                    vat_answer_days = table.Column<int>(type: "integer", nullable: false),
                    early_payment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    late_payment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    recovery_costs = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    footer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issues_elsewhere = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seller_identities", x => x.office_id);
                    table.ForeignKey(
                        name: "fk_seller_identities_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vat_number_answers",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_valid = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    consultation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_number_answers", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_vat_number_answers_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vat_number_questions",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    failure = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_number_questions", x => new { x.office_id, x.number });
                    table.ForeignKey(
                        name: "fk_vat_number_questions_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vat_registrations",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_registrations", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_vat_registrations_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vat_table_changes",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rate = table.Column<int>(type: "integer", nullable: true),
                    rate_kind = table.Column<string>(type: "text", nullable: true),
                    @case = table.Column<string>(name: "case", type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    english = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    french = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_table_changes", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_vat_table_changes_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "web_shops",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shop_id = table.Column<long>(type: "bigint", nullable: true),
                    shop_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    time_zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    plan = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    credentials = table.Column<string>(type: "text", nullable: false),
                    api_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    protected_token = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    protected_secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    client_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    protected_client_secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    protected_former_secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    former_secret_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    withheld = table.Column<string>(type: "text", nullable: false),
                    settings = table.Column<string>(type: "text", nullable: false),
                    connected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    disconnected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_web_shops", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_web_shops_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => new { x.office_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_memberships_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memberships_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claim_value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    provider_display_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    display_status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: true),
                    tracking = table.Column<string>(type: "text", nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    same_as = table.Column<long>(type: "bigint", nullable: true),
                    reversed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reversed_reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_deliveries_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    contact_id = table.Column<long>(type: "bigint", nullable: true),
                    company_id = table.Column<long>(type: "bigint", nullable: true),
                    buyer_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    buyer = table.Column<string>(type: "text", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    gross = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    shop_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shop_gross = table.Column<long>(type: "bigint", nullable: false),
                    shop_tax = table.Column<long>(type: "bigint", nullable: false),
                    agreement = table.Column<long>(type: "bigint", nullable: true),
                    corrects = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supplied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_automatic = table.Column<bool>(type: "boolean", nullable: false),
                    issuer = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    series_id = table.Column<long>(type: "bigint", nullable: true),
                    series_year = table.Column<int>(type: "integer", nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: true),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    issued_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    journal_number = table.Column<long>(type: "bigint", nullable: true),
                    listed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => new { x.office_id, x.id });
                    table.CheckConstraint("ck_documents_issued", "(state = 'Draft' and number is null and issued_on is null and content is null and sequence is null) or (state = 'Issued' and number is not null and issued_on is not null and content is not null and journal_number is not null)");
                    table.ForeignKey(
                        name: "fk_documents_contacts_office_id_company_id",
                        columns: x => new { x.office_id, x.company_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                    table.ForeignKey(
                        name: "fk_documents_contacts_office_id_contact_id",
                        columns: x => new { x.office_id, x.contact_id },
                        principalTable: "contacts",
                        principalColumns: new[] { "office_id", "id" });
                    table.ForeignKey(
                        name: "fk_documents_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "expected_facts",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    entered_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    known = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entered_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    matched_external_id = table.Column<long>(type: "bigint", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_expected_facts", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_expected_facts_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "external_invoices",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    gross = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_external_invoices", x => new { x.office_id, x.order_id, x.number });
                    table.ForeignKey(
                        name: "fk_external_invoices_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_discounts",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    percentage = table.Column<int>(type: "integer", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    target = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_discounts", x => new { x.office_id, x.order_id, x.number });
                    table.ForeignKey(
                        name: "fk_order_discounts_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_invoicings",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    left_out = table.Column<string>(type: "text", nullable: true),
                    requested_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    released_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    release_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    dropped_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    waits = table.Column<string>(type: "text", nullable: true),
                    waits_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_invoicings", x => new { x.office_id, x.order_id });
                    table.ForeignKey(
                        name: "fk_order_invoicings_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    variant_title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sku = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vendor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    variant_id = table.Column<long>(type: "bigint", nullable: true),
                    product_external_id = table.Column<long>(type: "bigint", nullable: true),
                    variant_external_id = table.Column<long>(type: "bigint", nullable: true),
                    bundle_number = table.Column<long>(type: "bigint", nullable: true),
                    bundle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    selling_plan = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    current_quantity = table.Column<int>(type: "integer", nullable: false),
                    to_send = table.Column<int>(type: "integer", nullable: false),
                    is_gift_card = table.Column<bool>(type: "boolean", nullable: false),
                    requires_shipping = table.Column<bool>(type: "boolean", nullable: false),
                    taxable = table.Column<bool>(type: "boolean", nullable: false),
                    is_removed = table.Column<bool>(type: "boolean", nullable: false),
                    unit_price = table.Column<long>(type: "bigint", nullable: false),
                    customer_unit_price = table.Column<long>(type: "bigint", nullable: false),
                    discount = table.Column<long>(type: "bigint", nullable: false),
                    customer_discount = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    customer_total = table.Column<long>(type: "bigint", nullable: false),
                    discount_allocations = table.Column<string>(type: "text", nullable: false),
                    taxes = table.Column<string>(type: "text", nullable: false),
                    attributes = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_lines", x => new { x.office_id, x.order_id, x.kind, x.number });
                    table.ForeignKey(
                        name: "fk_order_lines_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    direction = table.Column<string>(type: "text", nullable: false),
                    gateway = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_test = table.Column<bool>(type: "boolean", nullable: false),
                    processed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    customer_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_amount = table.Column<long>(type: "bigint", nullable: false),
                    rounding = table.Column<long>(type: "bigint", nullable: false),
                    customer_rounding = table.Column<long>(type: "bigint", nullable: false),
                    parent_external_id = table.Column<long>(type: "bigint", nullable: true),
                    entered_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    same_as = table.Column<long>(type: "bigint", nullable: true),
                    reversed_reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payments", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_payments_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sales",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    agreement = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    happened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    line = table.Column<long>(type: "bigint", nullable: true),
                    refund = table.Column<long>(type: "bigint", nullable: true),
                    quantity = table.Column<int>(type: "integer", nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    customer_total = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_tax = table.Column<long>(type: "bigint", nullable: false),
                    discount_before_tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_discount_before_tax = table.Column<long>(type: "bigint", nullable: false),
                    discount_after_tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_discount_after_tax = table.Column<long>(type: "bigint", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    cover = table.Column<string>(type: "text", nullable: false),
                    open_quantity = table.Column<int>(type: "integer", nullable: false),
                    open = table.Column<long>(type: "bigint", nullable: false),
                    open_tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_open = table.Column<long>(type: "bigint", nullable: false),
                    customer_open_tax = table.Column<long>(type: "bigint", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales", x => new { x.office_id, x.order_id, x.number });
                    table.CheckConstraint("ck_sales_customer_open", "(customer_total >= 0 and customer_open between 0 and customer_total) or (customer_total < 0 and customer_open between customer_total and 0)");
                    table.CheckConstraint("ck_sales_customer_open_tax", "(customer_tax >= 0 and customer_open_tax between 0 and customer_tax) or (customer_tax < 0 and customer_open_tax between customer_tax and 0)");
                    table.CheckConstraint("ck_sales_open", "(total >= 0 and open between 0 and total) or (total < 0 and open between total and 0)");
                    table.CheckConstraint("ck_sales_open_quantity", "(coalesce(quantity, 0) >= 0 and open_quantity between 0 and coalesce(quantity, 0)) or (coalesce(quantity, 0) < 0 and open_quantity between coalesce(quantity, 0) and 0)");
                    table.CheckConstraint("ck_sales_open_tax", "(tax >= 0 and open_tax between 0 and tax) or (tax < 0 and open_tax between tax and 0)");
                    table.ForeignKey(
                        name: "fk_sales_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vat_resolutions",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    @case = table.Column<string>(name: "case", type: "text", nullable: true),
                    rates = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    wording = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vat_resolutions", x => new { x.office_id, x.order_id });
                    table.ForeignKey(
                        name: "fk_vat_resolutions_orders_office_id_order_id",
                        columns: x => new { x.office_id, x.order_id },
                        principalTable: "orders",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "product_details",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    purchase_price = table.Column<long>(type: "bigint", nullable: true),
                    purchase_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supplier_reference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sales_account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_details", x => new { x.office_id, x.product_id });
                    table.ForeignKey(
                        name: "fk_product_details_products_office_id_product_id",
                        columns: x => new { x.office_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "variants",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<long>(type: "bigint", nullable: true),
                    inventory_item_external_id = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sku = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    barcode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    compare_at_price = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    taxable = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variants", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_variants_products_office_id_product_id",
                        columns: x => new { x.office_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "day_comparisons",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shop = table.Column<string>(type: "text", nullable: false),
                    ours = table.Column<string>(type: "text", nullable: false),
                    differences = table.Column<int>(type: "integer", nullable: false),
                    is_equal = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_day_comparisons", x => new { x.office_id, x.web_shop_id, x.day, x.currency });
                    table.ForeignKey(
                        name: "fk_day_comparisons_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "news_marks",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    first_told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    stop_told_after = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_news_marks", x => new { x.office_id, x.web_shop_id });
                    table.ForeignKey(
                        name: "fk_news_marks_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_differences",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false),
                    shop = table.Column<string>(type: "text", nullable: true),
                    ours = table.Column<string>(type: "text", nullable: true),
                    shop_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ours_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    attention_id = table.Column<long>(type: "bigint", nullable: true),
                    left_out_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    left_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    remains = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_differences", x => new { x.office_id, x.web_shop_id, x.external_id });
                    table.ForeignKey(
                        name: "fk_order_differences_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "privacy_requests",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    customer = table.Column<long>(type: "bigint", nullable: true),
                    orders = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_requests", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_privacy_requests_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "redacted_objects",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redacted_objects", x => new { x.office_id, x.web_shop_id, x.kind, x.external_id });
                    table.ForeignKey(
                        name: "fk_redacted_objects_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    everything = table.Column<bool>(type: "boolean", nullable: false),
                    wider = table.Column<bool>(type: "boolean", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    is_quiet = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    alive_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    progress = table.Column<string>(type: "text", nullable: false),
                    counts = table.Column<string>(type: "text", nullable: false),
                    cursor = table.Column<string>(type: "text", nullable: false),
                    totals = table.Column<string>(type: "text", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    advice = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    withheld = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_runs_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shop_comparisons",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    orders = table.Column<int>(type: "integer", nullable: false),
                    differences = table.Column<int>(type: "integer", nullable: false),
                    out_of_sight = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_comparisons", x => new { x.office_id, x.web_shop_id });
                    table.ForeignKey(
                        name: "fk_shop_comparisons_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shop_schedules",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    times = table.Column<string>(type: "text", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    nightly_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    webhooks_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_schedules", x => new { x.office_id, x.web_shop_id });
                    table.ForeignKey(
                        name: "fk_shop_schedules_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shop_subscriptions",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    topics = table.Column<string>(type: "text", nullable: false),
                    missing = table.Column<string>(type: "text", nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    renewed = table.Column<int>(type: "integer", nullable: false),
                    heard_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delay_seconds = table.Column<int>(type: "integer", nullable: true),
                    refused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_subscriptions", x => new { x.office_id, x.web_shop_id });
                    table.ForeignKey(
                        name: "fk_shop_subscriptions_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notification_choices",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    new_orders = table.Column<bool>(type: "boolean", nullable: false),
                    attention = table.Column<bool>(type: "boolean", nullable: false),
                    stops = table.Column<bool>(type: "boolean", nullable: false),
                    first = table.Column<bool>(type: "boolean", nullable: false),
                    mail = table.Column<string>(type: "text", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_choices", x => new { x.office_id, x.web_shop_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_notification_choices_memberships_office_id_user_id",
                        columns: x => new { x.office_id, x.user_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "office_id", "user_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notification_choices_web_shops_office_id_web_shop_id",
                        columns: x => new { x.office_id, x.web_shop_id },
                        principalTable: "web_shops",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery_lines",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    delivery_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_lines", x => new { x.office_id, x.delivery_id, x.line });
                    table.ForeignKey(
                        name: "fk_delivery_lines_deliveries_office_id_delivery_id",
                        columns: x => new { x.office_id, x.delivery_id },
                        principalTable: "deliveries",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_files",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    journal_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_files", x => new { x.office_id, x.document_id, x.kind });
                    table.ForeignKey(
                        name: "fk_document_files_documents_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_lines",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    order_line = table.Column<long>(type: "bigint", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sku = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    quantity = table.Column<int>(type: "integer", nullable: true),
                    unit_price = table.Column<long>(type: "bigint", nullable: true),
                    tax_included = table.Column<bool>(type: "boolean", nullable: false),
                    discount = table.Column<long>(type: "bigint", nullable: false),
                    gross = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    shop_gross = table.Column<long>(type: "bigint", nullable: false),
                    shop_tax = table.Column<long>(type: "bigint", nullable: false),
                    rate = table.Column<int>(type: "integer", nullable: true),
                    tax_title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    channel_liable = table.Column<bool>(type: "boolean", nullable: false),
                    vat_case = table.Column<string>(type: "text", nullable: true),
                    vat_category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat_rate = table.Column<int>(type: "integer", nullable: true),
                    chargeable_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_lines", x => new { x.office_id, x.document_id, x.position });
                    table.ForeignKey(
                        name: "fk_document_lines_documents_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "document_links",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    protected_token = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    views = table.Column<long>(type: "bigint", nullable: false),
                    downloads = table.Column<long>(type: "bigint", nullable: false),
                    first_viewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_viewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_links", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_document_links_documents_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "electronic_invoices",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    way = table.Column<string>(type: "text", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    commercial = table.Column<string>(type: "text", nullable: false),
                    accounting = table.Column<string>(type: "text", nullable: false),
                    problems = table.Column<string>(type: "text", nullable: false),
                    is_ready = table.Column<bool>(type: "boolean", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    made_again_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    noted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_electronic_invoices", x => new { x.office_id, x.document_id });
                    table.ForeignKey(
                        name: "fk_electronic_invoices_documents_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_mails",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: true),
                    document_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    words = table.Column<string>(type: "text", nullable: true),
                    to = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_by_rule = table.Column<bool>(type: "boolean", nullable: false),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    queued_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_tried_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true),
                    server_said = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lease_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handing_over = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_mails", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_outgoing_mails_documents_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "documents",
                        principalColumns: new[] { "office_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "sale_taxes",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    sale = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rate = table.Column<int>(type: "integer", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    customer_amount = table.Column<long>(type: "bigint", nullable: false),
                    channel_liable = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sale_taxes", x => new { x.office_id, x.order_id, x.sale, x.position });
                    table.ForeignKey(
                        name: "fk_sale_taxes_sales_office_id_order_id_sale",
                        columns: x => new { x.office_id, x.order_id, x.sale },
                        principalTable: "sales",
                        principalColumns: new[] { "office_id", "order_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_levels",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    variant_id = table.Column<long>(type: "bigint", nullable: false),
                    location_id = table.Column<long>(type: "bigint", nullable: false),
                    available = table.Column<int>(type: "integer", nullable: false),
                    on_hand = table.Column<int>(type: "integer", nullable: false),
                    committed = table.Column<int>(type: "integer", nullable: false),
                    incoming = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_levels", x => new { x.office_id, x.variant_id, x.location_id });
                    table.ForeignKey(
                        name: "fk_stock_levels_locations_office_id_location_id",
                        columns: x => new { x.office_id, x.location_id },
                        principalTable: "locations",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_levels_variants_office_id_variant_id",
                        columns: x => new { x.office_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "variant_details",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    variant_id = table.Column<long>(type: "bigint", nullable: false),
                    purchase_price = table.Column<long>(type: "bigint", nullable: true),
                    purchase_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supplier_reference = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variant_details", x => new { x.office_id, x.variant_id });
                    table.ForeignKey(
                        name: "fk_variant_details_variants_office_id_variant_id",
                        columns: x => new { x.office_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_items",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    search = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: false),
                    local_id = table.Column<long>(type: "bigint", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: false),
                    warnings = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_items", x => new { x.office_id, x.run_id, x.kind, x.external_id });
                    table.ForeignKey(
                        name: "fk_run_items_runs_office_id_run_id",
                        columns: x => new { x.office_id, x.run_id },
                        principalTable: "runs",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "allocations",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    sale = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: true),
                    line = table.Column<int>(type: "integer", nullable: true),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    gross = table.Column<long>(type: "bigint", nullable: false),
                    tax = table.Column<long>(type: "bigint", nullable: false),
                    customer_gross = table.Column<long>(type: "bigint", nullable: false),
                    customer_tax = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allocations", x => new { x.office_id, x.order_id, x.sale, x.ordinal });
                    table.ForeignKey(
                        name: "fk_allocations_document_lines_office_id_document_id_line",
                        columns: x => new { x.office_id, x.document_id, x.line },
                        principalTable: "document_lines",
                        principalColumns: new[] { "office_id", "document_id", "position" });
                    table.ForeignKey(
                        name: "fk_allocations_sales_office_id_order_id_sale",
                        columns: x => new { x.office_id, x.order_id, x.sale },
                        principalTable: "sales",
                        principalColumns: new[] { "office_id", "order_id", "number" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "electronic_events",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    noted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_electronic_events", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_electronic_events_electronic_invoices_office_id_document_id",
                        columns: x => new { x.office_id, x.document_id },
                        principalTable: "electronic_invoices",
                        principalColumns: new[] { "office_id", "document_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_events",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    mail_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fault = table.Column<string>(type: "text", nullable: true),
                    said = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_events", x => new { x.office_id, x.mail_id, x.number });
                    table.ForeignKey(
                        name: "fk_mail_events_outgoing_mails_office_id_mail_id",
                        columns: x => new { x.office_id, x.mail_id },
                        principalTable: "outgoing_mails",
                        principalColumns: new[] { "office_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    web_shop_id = table.Column<long>(type: "bigint", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    facts = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    latest_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mail_due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mail_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => new { x.office_id, x.id });
                    table.ForeignKey(
                        name: "fk_notifications_memberships_office_id_user_id",
                        columns: x => new { x.office_id, x.user_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "office_id", "user_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notifications_outgoing_mails_office_id_mail_id",
                        columns: x => new { x.office_id, x.mail_id },
                        principalTable: "outgoing_mails",
                        principalColumns: new[] { "office_id", "id" });
                });

            migrationBuilder.CreateIndex(
                name: "ix_allocations_office_id_document_id_line",
                table: "allocations",
                columns: new[] { "office_id", "document_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attention_office_id_raised_at_id",
                table: "attention",
                columns: new[] { "office_id", "raised_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_attention_office_id_web_shop_id_code_subject_kind_subject",
                table: "attention",
                columns: new[] { "office_id", "web_shop_id", "code", "subject_kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attention_open",
                table: "attention",
                columns: new[] { "office_id", "id" },
                filter: "resolved_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contact_details_office_id_siren",
                table: "contact_details",
                columns: new[] { "office_id", "siren" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_details_office_id_vat_number",
                table: "contact_details",
                columns: new[] { "office_id", "vat_number" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_company_id",
                table: "contacts",
                columns: new[] { "office_id", "company_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_email_key",
                table: "contacts",
                columns: new[] { "office_id", "email_key" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_siren",
                table: "contacts",
                columns: new[] { "office_id", "siren" },
                filter: "siren is not null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_sort_name_id",
                table: "contacts",
                columns: new[] { "office_id", "sort_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_updated_at_id",
                table: "contacts",
                columns: new[] { "office_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contacts_office_id_vat_number",
                table: "contacts",
                columns: new[] { "office_id", "vat_number" },
                filter: "vat_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_suppliers",
                table: "contacts",
                columns: new[] { "office_id", "sort_name", "id" },
                filter: "is_supplier");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_office_id_created_at_id",
                table: "deliveries",
                columns: new[] { "office_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_office_id_order_id_external_id",
                table: "deliveries",
                columns: new[] { "office_id", "order_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_links_office_id_document_id",
                table: "document_links",
                columns: new[] { "office_id", "document_id" });

            migrationBuilder.CreateIndex(
                name: "ix_document_links_office_id_token_hash",
                table: "document_links",
                columns: new[] { "office_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_company_id",
                table: "documents",
                columns: new[] { "office_id", "company_id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_contact_id",
                table: "documents",
                columns: new[] { "office_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_issued_on",
                table: "documents",
                columns: new[] { "office_id", "issued_on" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_journal_number",
                table: "documents",
                columns: new[] { "office_id", "journal_number" },
                filter: "journal_number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_kind_listed_at_id",
                table: "documents",
                columns: new[] { "office_id", "kind", "listed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_listed_at_id",
                table: "documents",
                columns: new[] { "office_id", "listed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_number",
                table: "documents",
                columns: new[] { "office_id", "number" },
                unique: true,
                filter: "number is not null");

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_order_id",
                table: "documents",
                columns: new[] { "office_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_series_id_series_year_sequence",
                table: "documents",
                columns: new[] { "office_id", "series_id", "series_year", "sequence" },
                unique: true,
                filter: "sequence is not null");

            migrationBuilder.CreateIndex(
                name: "ix_documents_office_id_state_listed_at_id",
                table: "documents",
                columns: new[] { "office_id", "state", "listed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_electronic_events_office_id_document_id_code_at",
                table: "electronic_events",
                columns: new[] { "office_id", "document_id", "code", "at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_electronic_invoices_office_id_number",
                table: "electronic_invoices",
                columns: new[] { "office_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_electronic_invoices_office_id_platform_way",
                table: "electronic_invoices",
                columns: new[] { "office_id", "platform", "way" });

            migrationBuilder.CreateIndex(
                name: "ix_expected_facts_office_id_order_id",
                table: "expected_facts",
                columns: new[] { "office_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_expected_facts_open",
                table: "expected_facts",
                columns: new[] { "office_id", "entered_at" },
                filter: "settled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_office_id_received_at",
                table: "idempotent_answers",
                columns: new[] { "office_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_office_id_uploaded_at_id",
                table: "imports",
                columns: new[] { "office_id", "uploaded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_records_office_id_kind_number",
                table: "journal_records",
                columns: new[] { "office_id", "kind", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_links_left_out",
                table: "links",
                columns: new[] { "office_id", "web_shop_id", "kind", "left_out_title", "external_id" },
                filter: "left_out_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_links_office_id_local_id",
                table: "links",
                columns: new[] { "office_id", "local_id" });

            migrationBuilder.CreateIndex(
                name: "ix_made_backups_at",
                table: "made_backups",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_user_id",
                table: "memberships",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_notification_choices_office_id_user_id",
                table: "notification_choices",
                columns: new[] { "office_id", "user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_new",
                table: "notifications",
                columns: new[] { "office_id", "user_id" },
                filter: "read_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_office_id_latest_at_id",
                table: "notifications",
                columns: new[] { "office_id", "latest_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_office_id_mail_id",
                table: "notifications",
                columns: new[] { "office_id", "mail_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_office_id_user_id_kind_subject",
                table: "notifications",
                columns: new[] { "office_id", "user_id", "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_office_id_user_id_latest_at_id",
                table: "notifications",
                columns: new[] { "office_id", "user_id", "latest_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_to_mail",
                table: "notifications",
                columns: new[] { "office_id", "mail_due_at" },
                filter: "mail_due_at is not null and mail_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_number_series_office_id_kind_web_shop_id",
                table: "number_series",
                columns: new[] { "office_id", "kind", "web_shop_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offices_name",
                table: "offices",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_invoicings_office_id_waits",
                table: "order_invoicings",
                columns: new[] { "office_id", "waits" },
                filter: "waits is not null");

            migrationBuilder.CreateIndex(
                name: "ix_order_lines_to_send",
                table: "order_lines",
                columns: new[] { "office_id", "order_id" },
                filter: "to_send > 0");

            migrationBuilder.CreateIndex(
                name: "ix_orders_feared",
                table: "orders",
                columns: new[] { "office_id", "placed_at", "id" },
                filter: "fraud <> 'None'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_news",
                table: "orders",
                columns: new[] { "office_id", "id" },
                filter: "is_news");

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_company_id",
                table: "orders",
                columns: new[] { "office_id", "company_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_contact_id_placed_at",
                table: "orders",
                columns: new[] { "office_id", "contact_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_customer_external_id_web_shop_id",
                table: "orders",
                columns: new[] { "office_id", "customer_external_id", "web_shop_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_financial_status_placed_at_id",
                table: "orders",
                columns: new[] { "office_id", "financial_status", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_fulfillment_status_placed_at_id",
                table: "orders",
                columns: new[] { "office_id", "fulfillment_status", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_name",
                table: "orders",
                columns: new[] { "office_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_placed_at_id",
                table: "orders",
                columns: new[] { "office_id", "placed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_updated_at_id",
                table: "orders",
                columns: new[] { "office_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_office_id_web_shop_id_placed_on",
                table: "orders",
                columns: new[] { "office_id", "web_shop_id", "placed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mails_office_id_queued_at",
                table: "outgoing_mails",
                columns: new[] { "office_id", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mails_office_id_state_next_attempt_at",
                table: "outgoing_mails",
                columns: new[] { "office_id", "state", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mails_rule",
                table: "outgoing_mails",
                columns: new[] { "office_id", "document_id" },
                unique: true,
                filter: "is_by_rule");

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mails_under_way",
                table: "outgoing_mails",
                columns: new[] { "office_id", "document_id", "to" },
                unique: true,
                filter: "state in ('Queued', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "ix_payments_office_id_order_id_external_id",
                table: "payments",
                columns: new[] { "office_id", "order_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payments_office_id_processed_at_id",
                table: "payments",
                columns: new[] { "office_id", "processed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_office_id_done_at",
                table: "privacy_requests",
                columns: new[] { "office_id", "done_at" });

            migrationBuilder.CreateIndex(
                name: "ix_privacy_requests_office_id_web_shop_id_subject_message_id",
                table: "privacy_requests",
                columns: new[] { "office_id", "web_shop_id", "subject", "message_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_products_office_id_sort_title_id",
                table: "products",
                columns: new[] { "office_id", "sort_title", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_office_id_supplier_id",
                table: "products",
                columns: new[] { "office_id", "supplier_id" });

            migrationBuilder.CreateIndex(
                name: "ix_products_office_id_updated_at_id",
                table: "products",
                columns: new[] { "office_id", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_items_office_id_run_id_id",
                table: "run_items",
                columns: new[] { "office_id", "run_id", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_run_items_office_id_run_id_kind_action_id",
                table: "run_items",
                columns: new[] { "office_id", "run_id", "kind", "action", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_items_office_id_run_id_kind_id",
                table: "run_items",
                columns: new[] { "office_id", "run_id", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_items_warned",
                table: "run_items",
                columns: new[] { "office_id", "run_id", "kind", "id", "action" },
                filter: "warnings <> '[]'");

            migrationBuilder.CreateIndex(
                name: "ix_runs_office_id_queued_at_id",
                table: "runs",
                columns: new[] { "office_id", "queued_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_office_id_web_shop_id_state_finished_at",
                table: "runs",
                columns: new[] { "office_id", "web_shop_id", "state", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_one_at_work",
                table: "runs",
                columns: new[] { "office_id", "web_shop_id", "state" },
                unique: true,
                filter: "state in ('Queued', 'Running')");

            migrationBuilder.CreateIndex(
                name: "ix_sales_office_id_happened_on",
                table: "sales",
                columns: new[] { "office_id", "happened_on" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_open",
                table: "sales",
                columns: new[] { "office_id", "order_id" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_stock_levels_office_id_location_id",
                table: "stock_levels",
                columns: new[] { "office_id", "location_id" });

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_variants_office_id_inventory_item_external_id",
                table: "variants",
                columns: new[] { "office_id", "inventory_item_external_id" });

            migrationBuilder.CreateIndex(
                name: "ix_variants_office_id_product_id",
                table: "variants",
                columns: new[] { "office_id", "product_id" });

            migrationBuilder.CreateIndex(
                name: "ix_variants_office_id_sku",
                table: "variants",
                columns: new[] { "office_id", "sku" });

            migrationBuilder.CreateIndex(
                name: "ix_vat_number_answers_office_id_number_at",
                table: "vat_number_answers",
                columns: new[] { "office_id", "number", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_web_shops_office_id_address",
                table: "web_shops",
                columns: new[] { "office_id", "address" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "allocations");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "attention");

            migrationBuilder.DropTable(
                name: "closings");

            migrationBuilder.DropTable(
                name: "cluster_nodes");

            migrationBuilder.DropTable(
                name: "contact_addresses");

            migrationBuilder.DropTable(
                name: "contact_details");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "day_comparisons");

            migrationBuilder.DropTable(
                name: "delivery_lines");

            migrationBuilder.DropTable(
                name: "document_files");

            migrationBuilder.DropTable(
                name: "document_links");

            migrationBuilder.DropTable(
                name: "document_styles");

            migrationBuilder.DropTable(
                name: "einvoicing_settings");

            migrationBuilder.DropTable(
                name: "electronic_events");

            migrationBuilder.DropTable(
                name: "expected_facts");

            migrationBuilder.DropTable(
                name: "external_invoices");

            migrationBuilder.DropTable(
                name: "id_blocks");

            migrationBuilder.DropTable(
                name: "idempotent_answers");

            migrationBuilder.DropTable(
                name: "imported_references");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "invoicing_rules");

            migrationBuilder.DropTable(
                name: "journal_heads");

            migrationBuilder.DropTable(
                name: "journal_records");

            migrationBuilder.DropTable(
                name: "journaled_payments");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "made_backups");

            migrationBuilder.DropTable(
                name: "mail_events");

            migrationBuilder.DropTable(
                name: "news_marks");

            migrationBuilder.DropTable(
                name: "notification_choices");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "order_differences");

            migrationBuilder.DropTable(
                name: "order_discounts");

            migrationBuilder.DropTable(
                name: "order_invoicings");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "privacy_requests");

            migrationBuilder.DropTable(
                name: "product_details");

            migrationBuilder.DropTable(
                name: "redacted_objects");

            migrationBuilder.DropTable(
                name: "reference_rates");

            migrationBuilder.DropTable(
                name: "run_items");

            migrationBuilder.DropTable(
                name: "sale_taxes");

            migrationBuilder.DropTable(
                name: "seller_identities");

            migrationBuilder.DropTable(
                name: "series_counters");

            migrationBuilder.DropTable(
                name: "shop_comparisons");

            migrationBuilder.DropTable(
                name: "shop_schedules");

            migrationBuilder.DropTable(
                name: "shop_subscriptions");

            migrationBuilder.DropTable(
                name: "shop_vats");

            migrationBuilder.DropTable(
                name: "stock_levels");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "variant_details");

            migrationBuilder.DropTable(
                name: "vat_number_answers");

            migrationBuilder.DropTable(
                name: "vat_number_questions");

            migrationBuilder.DropTable(
                name: "vat_registrations");

            migrationBuilder.DropTable(
                name: "vat_resolutions");

            migrationBuilder.DropTable(
                name: "vat_table_changes");

            migrationBuilder.DropTable(
                name: "document_lines");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "electronic_invoices");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "outgoing_mails");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "sales");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "locations");

            migrationBuilder.DropTable(
                name: "variants");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "web_shops");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "offices");

            migrationBuilder.DropTable(
                name: "contacts");
        }
    }
}
