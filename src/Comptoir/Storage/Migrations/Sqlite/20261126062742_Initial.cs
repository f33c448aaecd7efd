using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Comptoir.Storage.Migrations.Sqlite
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reopened_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    told_opening = table.Column<DateTime>(type: "TEXT", nullable: true),
                    resolved_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    resolved_by = table.Column<string>(type: "TEXT", nullable: true),
                    resolution = table.Column<string>(type: "TEXT", nullable: true),
                    retry_asked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attention", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "closings",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    period = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    perpetual = table.Column<string>(type: "TEXT", nullable: false),
                    journal_length = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_closings", x => new { x.office_id, x.period, x.from });
                });

            migrationBuilder.CreateTable(
                name: "cluster_nodes",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    machine = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    alive_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_stopping = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cluster_nodes", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    company_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_customer = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_supplier = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    first_name = table.Column<string>(type: "TEXT", nullable: true),
                    last_name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    email_key = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    tax_exempt = table.Column<bool>(type: "INTEGER", nullable: false),
                    vat_number = table.Column<string>(type: "TEXT", nullable: true),
                    siren = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sort_name = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    friendly_name = table.Column<string>(type: "TEXT", nullable: true),
                    xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "id_blocks",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_id_blocks", x => x.office_id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_answers",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    request = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    content_type = table.Column<string>(type: "TEXT", nullable: true),
                    location = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_answers", x => new { x.office_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "imported_references",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    local_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_references", x => new { x.office_id, x.kind, x.reference });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    uploaded_by = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    columns = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    counts = table.Column<string>(type: "TEXT", nullable: true),
                    applied_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    worker = table.Column<string>(type: "TEXT", nullable: true),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invoicing_rules",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    make = table.Column<string>(type: "TEXT", nullable: false),
                    when = table.Column<string>(type: "TEXT", nullable: false),
                    when_terms = table.Column<string>(type: "TEXT", nullable: false),
                    issue_at_once = table.Column<bool>(type: "INTEGER", nullable: false),
                    leave_out_point_of_sale = table.Column<bool>(type: "INTEGER", nullable: false),
                    leave_out_zero_total = table.Column<bool>(type: "INTEGER", nullable: false),
                    leave_out_tags = table.Column<string>(type: "TEXT", nullable: false),
                    leave_out_sources = table.Column<string>(type: "TEXT", nullable: false),
                    hold_feared = table.Column<bool>(type: "INTEGER", nullable: false),
                    gift_cards_on_receipt = table.Column<bool>(type: "INTEGER", nullable: false),
                    tips_on_receipt = table.Column<bool>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    payment_days = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoicing_rules", x => new { x.office_id, x.web_shop_id });
                });

            migrationBuilder.CreateTable(
                name: "journal_records",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_records", x => new { x.office_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "journaled_payments",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    payment_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    direction = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    journal_number = table.Column<long>(type: "INTEGER", nullable: false),
                    reversal_number = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journaled_payments", x => new { x.office_id, x.payment_id });
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    local_id = table.Column<long>(type: "INTEGER", nullable: true),
                    fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    left_out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    left_out_by = table.Column<string>(type: "TEXT", nullable: true),
                    left_out_title = table.Column<string>(type: "TEXT", nullable: true),
                    gone_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_links", x => new { x.office_id, x.web_shop_id, x.kind, x.external_id });
                });

            migrationBuilder.CreateTable(
                name: "locations",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locations", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "made_backups",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_made_backups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    pattern = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => new { x.office_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    paused_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shop_vats",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ships_from = table.Column<string>(type: "TEXT", nullable: true),
                    titles = table.Column<string>(type: "TEXT", nullable: false),
                    taxless = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_vats", x => new { x.office_id, x.web_shop_id });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    last_office_id = table.Column<long>(type: "INTEGER", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contact_addresses",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    billing_name = table.Column<string>(type: "TEXT", nullable: true),
                    vat_number = table.Column<string>(type: "TEXT", nullable: true),
                    siren = table.Column<string>(type: "TEXT", nullable: true),
                    siret = table.Column<string>(type: "TEXT", nullable: true),
                    document_language = table.Column<string>(type: "TEXT", nullable: true),
                    customer_account = table.Column<string>(type: "TEXT", nullable: true),
                    supplier_account = table.Column<string>(type: "TEXT", nullable: true),
                    payment_days = table.Column<int>(type: "INTEGER", nullable: true),
                    end_of_month = table.Column<bool>(type: "INTEGER", nullable: false),
                    invoice_email = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: true),
                    customer_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    company_id = table.Column<long>(type: "INTEGER", nullable: true),
                    customer_name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    placed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    placed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancelled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    financial_status = table.Column<string>(type: "TEXT", nullable: true),
                    fulfillment_status = table.Column<string>(type: "TEXT", nullable: true),
                    return_status = table.Column<string>(type: "TEXT", nullable: true),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_edited = table.Column<bool>(type: "INTEGER", nullable: false),
                    taxes_included = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    purchase_order = table.Column<string>(type: "TEXT", nullable: true),
                    company_name = table.Column<string>(type: "TEXT", nullable: true),
                    vat_number = table.Column<string>(type: "TEXT", nullable: true),
                    siren = table.Column<string>(type: "TEXT", nullable: true),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: true),
                    payment_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    merchant_of_record = table.Column<string>(type: "TEXT", nullable: true),
                    fraud = table.Column<string>(type: "TEXT", nullable: false),
                    fraud_findings = table.Column<string>(type: "TEXT", nullable: false),
                    fees = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    discount_codes = table.Column<string>(type: "TEXT", nullable: false),
                    billing_address = table.Column<string>(type: "TEXT", nullable: true),
                    shipping_address = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_total = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    discount = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_discount = table.Column<long>(type: "INTEGER", nullable: false),
                    shipping = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_shipping = table.Column<long>(type: "INTEGER", nullable: false),
                    current_total = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_current_total = table.Column<long>(type: "INTEGER", nullable: false),
                    current_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_current_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    refund_discrepancy = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_refund_discrepancy = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_received = table.Column<long>(type: "INTEGER", nullable: false),
                    refunded = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_refunded = table.Column<long>(type: "INTEGER", nullable: false),
                    control = table.Column<string>(type: "TEXT", nullable: false),
                    control_findings = table.Column<string>(type: "TEXT", nullable: false),
                    is_news = table.Column<bool>(type: "INTEGER", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    supplier_id = table.Column<long>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    handle = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    vendor = table.Column<string>(type: "TEXT", nullable: true),
                    product_type = table.Column<string>(type: "TEXT", nullable: true),
                    description_html = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: false),
                    is_gift_card = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    deleted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sort_title = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    series_id = table.Column<long>(type: "INTEGER", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    logo = table.Column<byte[]>(type: "BLOB", nullable: true),
                    accent = table.Column<string>(type: "TEXT", nullable: true),
                    intro_english = table.Column<string>(type: "TEXT", nullable: true),
                    intro_french = table.Column<string>(type: "TEXT", nullable: true),
                    closing_english = table.Column<string>(type: "TEXT", nullable: true),
                    closing_french = table.Column<string>(type: "TEXT", nullable: true),
                    paper = table.Column<string>(type: "TEXT", nullable: false),
                    sender_name = table.Column<string>(type: "TEXT", nullable: true),
                    sender_address = table.Column<string>(type: "TEXT", nullable: true),
                    reply_to = table.Column<string>(type: "TEXT", nullable: true),
                    sent_up_to = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    whole_directory = table.Column<bool>(type: "INTEGER", nullable: false),
                    sirens = table.Column<string>(type: "TEXT", nullable: false),
                    looked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    protected_key = table.Column<string>(type: "TEXT", nullable: false),
                    closed_until = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    per_euro = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    legal_form = table.Column<string>(type: "TEXT", nullable: true),
                    registration = table.Column<string>(type: "TEXT", nullable: true),
                    siren = table.Column<string>(type: "TEXT", nullable: true),
                    vat_number = table.Column<string>(type: "TEXT", nullable: true),
                    is_franchise = table.Column<bool>(type: "INTEGER", nullable: false),
                    line1 = table.Column<string>(type: "TEXT", nullable: false),
                    line2 = table.Column<string>(type: "TEXT", nullable: true),
                    postal_code = table.Column<string>(type: "TEXT", nullable: false),
                    city = table.Column<string>(type: "TEXT", nullable: false),
                    country_code = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    iban = table.Column<string>(type: "TEXT", nullable: true),
                    bic = table.Column<string>(type: "TEXT", nullable: true),
                    vat_currency = table.Column<string>(type: "TEXT", nullable: false),
                    pays_vat_on_debits = table.Column<bool>(type: "INTEGER", nullable: false),
                    vat_answer_days = table.Column<int>(type: "INTEGER", nullable: false),
                    early_payment = table.Column<string>(type: "TEXT", nullable: true),
                    late_payment = table.Column<string>(type: "TEXT", nullable: true),
                    recovery_costs = table.Column<string>(type: "TEXT", nullable: true),
                    footer = table.Column<string>(type: "TEXT", nullable: true),
                    issues_elsewhere = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_valid = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    consultation = table.Column<string>(type: "TEXT", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tried_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    failure = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    area = table.Column<string>(type: "TEXT", nullable: true),
                    rate = table.Column<int>(type: "INTEGER", nullable: true),
                    rate_kind = table.Column<string>(type: "TEXT", nullable: true),
                    @case = table.Column<string>(name: "case", type: "TEXT", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    english = table.Column<string>(type: "TEXT", nullable: true),
                    french = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    shop_name = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    plan = table.Column<string>(type: "TEXT", nullable: true),
                    credentials = table.Column<string>(type: "TEXT", nullable: false),
                    api_key = table.Column<string>(type: "TEXT", nullable: true),
                    protected_token = table.Column<string>(type: "TEXT", nullable: true),
                    protected_secret = table.Column<string>(type: "TEXT", nullable: true),
                    client_id = table.Column<string>(type: "TEXT", nullable: true),
                    protected_client_secret = table.Column<string>(type: "TEXT", nullable: true),
                    protected_former_secret = table.Column<string>(type: "TEXT", nullable: true),
                    former_secret_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    withheld = table.Column<string>(type: "TEXT", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    connected_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    disconnected_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false)
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
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
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
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
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
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    display_status = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    location_id = table.Column<long>(type: "INTEGER", nullable: true),
                    tracking = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: true),
                    same_as = table.Column<long>(type: "INTEGER", nullable: true),
                    reversed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reversed_reason = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: true),
                    company_id = table.Column<long>(type: "INTEGER", nullable: true),
                    buyer_name = table.Column<string>(type: "TEXT", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    gross = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    shop_currency = table.Column<string>(type: "TEXT", nullable: false),
                    shop_gross = table.Column<long>(type: "INTEGER", nullable: false),
                    shop_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    agreement = table.Column<long>(type: "INTEGER", nullable: true),
                    corrects = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    supplied_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    is_automatic = table.Column<bool>(type: "INTEGER", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", nullable: true),
                    series_id = table.Column<long>(type: "INTEGER", nullable: true),
                    series_year = table.Column<int>(type: "INTEGER", nullable: true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    issued_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    issued_by = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    journal_number = table.Column<long>(type: "INTEGER", nullable: true),
                    listed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    entered_id = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    known = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    matched_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    settled_by = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    gross = table.Column<long>(type: "INTEGER", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    percentage = table.Column<int>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    target = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    left_out = table.Column<string>(type: "TEXT", nullable: true),
                    requested_by = table.Column<string>(type: "TEXT", nullable: true),
                    released_by = table.Column<string>(type: "TEXT", nullable: true),
                    released_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    release_reason = table.Column<string>(type: "TEXT", nullable: true),
                    dropped_by = table.Column<string>(type: "TEXT", nullable: true),
                    waits = table.Column<string>(type: "TEXT", nullable: true),
                    waits_since = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    variant_title = table.Column<string>(type: "TEXT", nullable: true),
                    sku = table.Column<string>(type: "TEXT", nullable: true),
                    vendor = table.Column<string>(type: "TEXT", nullable: true),
                    variant_id = table.Column<long>(type: "INTEGER", nullable: true),
                    product_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    variant_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    bundle_number = table.Column<long>(type: "INTEGER", nullable: true),
                    bundle = table.Column<string>(type: "TEXT", nullable: true),
                    selling_plan = table.Column<string>(type: "TEXT", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    current_quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    to_send = table.Column<int>(type: "INTEGER", nullable: false),
                    is_gift_card = table.Column<bool>(type: "INTEGER", nullable: false),
                    requires_shipping = table.Column<bool>(type: "INTEGER", nullable: false),
                    taxable = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    unit_price = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_unit_price = table.Column<long>(type: "INTEGER", nullable: false),
                    discount = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_discount = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_total = table.Column<long>(type: "INTEGER", nullable: false),
                    discount_allocations = table.Column<string>(type: "TEXT", nullable: false),
                    taxes = table.Column<string>(type: "TEXT", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    direction = table.Column<string>(type: "TEXT", nullable: false),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    processed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    rounding = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_rounding = table.Column<long>(type: "INTEGER", nullable: false),
                    parent_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    entered_by = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    same_as = table.Column<long>(type: "INTEGER", nullable: true),
                    reversed_reason = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    agreement = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    happened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<long>(type: "INTEGER", nullable: true),
                    refund = table.Column<long>(type: "INTEGER", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: true),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_total = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    discount_before_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_discount_before_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    discount_after_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_discount_after_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    cover = table.Column<string>(type: "TEXT", nullable: false),
                    open_quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    open_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_open = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_open_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    @case = table.Column<string>(name: "case", type: "TEXT", nullable: true),
                    rates = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    wording = table.Column<string>(type: "TEXT", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purchase_price = table.Column<long>(type: "INTEGER", nullable: true),
                    purchase_currency = table.Column<string>(type: "TEXT", nullable: true),
                    supplier_reference = table.Column<string>(type: "TEXT", nullable: true),
                    sales_account = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    inventory_item_external_id = table.Column<long>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", nullable: true),
                    barcode = table.Column<string>(type: "TEXT", nullable: true),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    compare_at_price = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    taxable = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    shop = table.Column<string>(type: "TEXT", nullable: false),
                    ours = table.Column<string>(type: "TEXT", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false),
                    is_equal = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    first_told_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    stop_told_after = table.Column<long>(type: "INTEGER", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: true),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    shop = table.Column<string>(type: "TEXT", nullable: true),
                    ours = table.Column<string>(type: "TEXT", nullable: true),
                    shop_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ours_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    attention_id = table.Column<long>(type: "INTEGER", nullable: true),
                    left_out_by = table.Column<string>(type: "TEXT", nullable: true),
                    left_out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    remains = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<long>(type: "INTEGER", nullable: true),
                    orders = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    confirmed_by = table.Column<string>(type: "TEXT", nullable: true),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    done_by = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    external_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    everything = table.Column<bool>(type: "INTEGER", nullable: false),
                    wider = table.Column<bool>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    is_quiet = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    cancel_requested = table.Column<bool>(type: "INTEGER", nullable: false),
                    epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    worker = table.Column<string>(type: "TEXT", nullable: true),
                    alive_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    progress = table.Column<string>(type: "TEXT", nullable: false),
                    counts = table.Column<string>(type: "TEXT", nullable: false),
                    cursor = table.Column<string>(type: "TEXT", nullable: false),
                    totals = table.Column<string>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    advice = table.Column<string>(type: "TEXT", nullable: true),
                    withheld = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    orders = table.Column<int>(type: "INTEGER", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false),
                    out_of_sight = table.Column<int>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    mode = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    times = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    next_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    nightly_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    webhooks_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    topics = table.Column<string>(type: "TEXT", nullable: false),
                    missing = table.Column<string>(type: "TEXT", nullable: false),
                    checked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    renewed = table.Column<int>(type: "INTEGER", nullable: false),
                    heard_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    delay_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    refused_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    new_orders = table.Column<bool>(type: "INTEGER", nullable: false),
                    attention = table.Column<bool>(type: "INTEGER", nullable: false),
                    stops = table.Column<bool>(type: "INTEGER", nullable: false),
                    first = table.Column<bool>(type: "INTEGER", nullable: false),
                    mail = table.Column<string>(type: "TEXT", nullable: false),
                    hour = table.Column<int>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    delivery_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    journal_number = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    order_line = table.Column<long>(type: "INTEGER", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    sku = table.Column<string>(type: "TEXT", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: true),
                    unit_price = table.Column<long>(type: "INTEGER", nullable: true),
                    tax_included = table.Column<bool>(type: "INTEGER", nullable: false),
                    discount = table.Column<long>(type: "INTEGER", nullable: false),
                    gross = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    shop_gross = table.Column<long>(type: "INTEGER", nullable: false),
                    shop_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    rate = table.Column<int>(type: "INTEGER", nullable: true),
                    tax_title = table.Column<string>(type: "TEXT", nullable: true),
                    channel_liable = table.Column<bool>(type: "INTEGER", nullable: false),
                    vat_case = table.Column<string>(type: "TEXT", nullable: true),
                    vat_category = table.Column<string>(type: "TEXT", nullable: true),
                    vat_country = table.Column<string>(type: "TEXT", nullable: true),
                    vat_rate = table.Column<int>(type: "INTEGER", nullable: true),
                    chargeable_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    protected_token = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_by = table.Column<string>(type: "TEXT", nullable: true),
                    views = table.Column<long>(type: "INTEGER", nullable: false),
                    downloads = table.Column<long>(type: "INTEGER", nullable: false),
                    first_viewed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_viewed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    way = table.Column<string>(type: "TEXT", nullable: false),
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    commercial = table.Column<string>(type: "TEXT", nullable: false),
                    accounting = table.Column<string>(type: "TEXT", nullable: false),
                    problems = table.Column<string>(type: "TEXT", nullable: false),
                    is_ready = table.Column<bool>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: true),
                    made_again_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    noted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: true),
                    document_number = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: false),
                    is_by_rule = table.Column<bool>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    queued_by = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    first_tried_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    next_attempt_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    fault = table.Column<string>(type: "TEXT", nullable: true),
                    server_said = table.Column<string>(type: "TEXT", nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    lease_by = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handing_over = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sale = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    rate = table.Column<int>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    channel_liable = table.Column<bool>(type: "INTEGER", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    variant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    location_id = table.Column<long>(type: "INTEGER", nullable: false),
                    available = table.Column<int>(type: "INTEGER", nullable: false),
                    on_hand = table.Column<int>(type: "INTEGER", nullable: false),
                    committed = table.Column<int>(type: "INTEGER", nullable: false),
                    incoming = table.Column<int>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    variant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purchase_price = table.Column<long>(type: "INTEGER", nullable: true),
                    purchase_currency = table.Column<string>(type: "TEXT", nullable: true),
                    supplier_reference = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    run_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    local_id = table.Column<long>(type: "INTEGER", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    warnings = table.Column<string>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sale = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: true),
                    line = table.Column<int>(type: "INTEGER", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    gross = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_gross = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_tax = table.Column<long>(type: "INTEGER", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    document_id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    noted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: true),
                    fault = table.Column<string>(type: "TEXT", nullable: true),
                    said = table.Column<string>(type: "TEXT", nullable: true)
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
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    web_shop_id = table.Column<long>(type: "INTEGER", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    latest_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mail_due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
