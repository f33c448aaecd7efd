using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Comptoir.Users;

/// <summary>Keeps the keys of Data Protection in the database closed under the master key.</summary>
sealed class MasterKeyEncryptor(MasterKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = plaintextElement.ToString(SaveOptions.DisableFormatting);
        return new(
            new XElement(
                "masterKeyEncrypted",
                Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes(plain)))
            ),
            typeof(MasterKeyDecryptor)
        );
    }
}

/// <summary>Opens them; Data Protection makes it by the name that is stored with each key.</summary>
sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    readonly MasterKey key = services.GetRequiredService<MasterKey>();

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(
            Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String(encryptedElement.Value)))
        );
}

/// <summary>
/// Makes sure at start that the master key is the one that closed the stored keys. Data Protection alone would pass over
/// the keys it cannot open and make new ones, and every stored token would be lost without a word.
/// </summary>
sealed class KeyCheck(MasterKey master, IKeyManager keys)
{
    /// <exception cref="RefusedException">The master key is another one.</exception>
    public void Check()
    {
        master.Load();
        try
        {
            foreach (var key in keys.GetAllKeys())
                if (!key.IsRevoked)
                    _ = key.Descriptor;
        }
        catch (CryptographicException)
        {
            throw new RefusedException(
                "The master key is not the one that this database's secrets were stored with. Give back the former key (Comptoir__MasterKey, or master.key in the data directory); it is in the backup of the data directory."
            );
        }
    }
}
