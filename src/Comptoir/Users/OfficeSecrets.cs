using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Comptoir.Users;

/// <summary>
/// Closes an office's secrets, such as a web shop's token, before they are stored. What is closed for one office and one
/// purpose opens for no other, even if a row is copied.
/// </summary>
public sealed class OfficeSecrets(IDataProtectionProvider protection)
{
    /// <summary>The secret as it may be stored.</summary>
    /// <param name="officeId">Whose secret it is.</param>
    /// <param name="purpose">What it is for, for example <c>web shop 12 token</c>; the same when it is opened.</param>
    /// <param name="secret">The secret.</param>
    public string Protect(long officeId, string purpose, string secret) =>
        For(officeId, purpose).Protect(secret);

    /// <summary>The secret that was stored.</summary>
    /// <exception cref="CryptographicException">It was closed for another office or purpose, or was changed.</exception>
    public string Unprotect(long officeId, string purpose, string stored) =>
        For(officeId, purpose).Unprotect(stored);

    IDataProtector For(long officeId, string purpose)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(officeId, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        return protection.CreateProtector(
            "Comptoir.OfficeSecrets",
            officeId.ToString(CultureInfo.InvariantCulture),
            purpose
        );
    }
}
