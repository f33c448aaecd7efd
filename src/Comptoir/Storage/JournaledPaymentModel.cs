using Comptoir.Invoicing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>What was recorded of payments outlives them: it refers to no row of theirs.</summary>
sealed class JournaledPaymentModel : IEntityTypeConfiguration<JournaledPayment>
{
    public void Configure(EntityTypeBuilder<JournaledPayment> builder) =>
        builder.HasKey(x => new { x.OfficeId, x.PaymentId });
}
