using System.Security.Cryptography;
using Comptoir.Storage;
using Microsoft.Extensions.Options;

namespace Comptoir.Users;

/// <summary>
/// The key under which all other keys are kept: from the setting <c>Comptoir__MasterKey</c>, else from a file that only
/// this user can read, made at first start. Without it the stored secrets cannot be read any more.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes of the key.</summary>
    public const int Size = 32;

    const int NonceSize = 12;
    const int TagSize = 16;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly byte[] key;

    /// <summary>The key of this installation; the file is made when there is neither setting nor file.</summary>
    /// <exception cref="RefusedException">The key is malformed, or others can read its file.</exception>
    public MasterKey(IOptions<ComptoirOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = Path.Combine(options.Value.Data, "master.key");
        key = options.Value.MasterKey is { Length: > 0 } setting
            ? Parse(setting, "The setting Comptoir__MasterKey")
            : Parse(ReadOrCreate(file), $"The file {file}");
    }

    /// <summary>Closes a text: nonce, tag and cipher text of AES-256-GCM.</summary>
    public byte[] Encrypt(byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var closed = new byte[NonceSize + TagSize + plain.Length];
        var nonce = closed.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            closed.AsSpan(NonceSize + TagSize),
            closed.AsSpan(NonceSize, TagSize)
        );
        return closed;
    }

    /// <summary>Opens what <see cref="Encrypt"/> closed.</summary>
    /// <exception cref="CryptographicException">Another key closed it, or it was changed.</exception>
    public byte[] Decrypt(byte[] closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.Length < NonceSize + TagSize)
            throw new CryptographicException("Too short to be an encrypted key.");
        var plain = new byte[closed.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            closed.AsSpan(0, NonceSize),
            closed.AsSpan(NonceSize + TagSize),
            closed.AsSpan(NonceSize, TagSize),
            plain
        );
        return plain;
    }

    static byte[] Parse(string text, string from)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Size
            ? bytes
            : throw new RefusedException(
                $"{from} must hold {Size} bytes in base64, for example from: openssl rand -base64 {Size}"
            );
    }

    static string ReadOrCreate(string file)
    {
        try
        {
            var access = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
                access.UnixCreateMode = OwnerOnly;
            // CreateNew: of two processes that start together, one makes the key and the other reads it.
            using var writer = new StreamWriter(file, access);
            var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));
            writer.WriteLine(made);
            return made;
        }
        catch (IOException) when (File.Exists(file))
        {
            RefuseUnlessPrivate(file);
            return File.ReadAllText(file);
        }
    }

    static void RefuseUnlessPrivate(string file)
    {
        if (
            !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(file) & ~OwnerOnly) != UnixFileMode.None
        )
            throw new RefusedException(
                $"Others can read the master key {file}. Close it with: chmod 600 '{file}'. If they may have read it, also replace the web shops' tokens."
            );
    }
}
