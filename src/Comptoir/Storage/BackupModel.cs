using Comptoir.Backup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Comptoir.Storage;

/// <summary>Backups that were made are the installation's: each has all offices in it.</summary>
sealed class BackupModel : IEntityTypeConfiguration<MadeBackup>
{
    public void Configure(EntityTypeBuilder<MadeBackup> builder) => builder.HasIndex(x => x.At);
}
