using System.Runtime.InteropServices;

namespace Comptoir.Documents.Fonts;

/// <summary>
/// HarfBuzz's subsetter, which the native library of HarfBuzzSharp exports and its C# side does not show.
/// Source of names and values: hb-subset.h and hb-set.h of HarfBuzz.
/// </summary>
static partial class HarfBuzzSubset
{
    const string Library = "libHarfBuzzSharp";

    // HB_SUBSET_FLAGS_NO_HINTING, _NOTDEF_OUTLINE, _NO_LAYOUT_CLOSURE: what is drawn is known glyph by glyph.
    const uint Flags = 0x1 | 0x40 | 0x200;

    // HB_SUBSET_SETS_DROP_TABLE_TAG
    const int DroppedTables = 3;

    /// <summary>Tables that a reader of PDF does not look at.</summary>
    static readonly uint[] Unneeded =
    [
        .. from tag in (string[])
            ["cmap", "name", "OS/2", "post", "GSUB", "GPOS", "GDEF", "BASE", "STAT", "meta", "DSIG"]
        select (uint)tag[0] << 24 | (uint)tag[1] << 16 | (uint)tag[2] << 8 | tag[3],
    ];

    /// <summary>
    /// A font program with only these glyphs: the first of them becomes number 1, the second 2 and so on. Parts of composite
    /// glyphs are kept behind them.
    /// </summary>
    /// <param name="face">HarfBuzz's handle of the face.</param>
    /// <param name="glyphs">Glyphs of the face, each once, without number 0.</param>
    /// <param name="variable">Whether the face has axes; it is then fixed at its default.</param>
    /// <exception cref="InvalidDataException">The font file is broken.</exception>
    public static byte[] Make(IntPtr face, IReadOnlyList<int> glyphs, bool variable)
    {
        var input = InputCreate();
        if (input == IntPtr.Zero)
            throw new InvalidOperationException("There is no memory for a subset of a font.");
        try
        {
            SetFlags(input, Flags);
            var dropped = InputSet(input, DroppedTables);
            foreach (var tag in Unneeded)
                SetAdd(dropped, tag);
            var kept = GlyphSet(input);
            var numbers = OldToNew(input);
            SetAdd(kept, 0);
            MapSet(numbers, 0, 0);
            for (var i = 0; i < glyphs.Count; i++)
            {
                SetAdd(kept, (uint)glyphs[i]);
                MapSet(numbers, (uint)glyphs[i], (uint)(i + 1));
            }
            if (variable)
                _ = PinAxes(input, face);
            var subset = SubsetOrFail(face, input);
            if (subset == IntPtr.Zero)
                throw new InvalidDataException("HarfBuzz could not make a subset of the font.");
            try
            {
                return Bytes(subset);
            }
            finally
            {
                FaceDestroy(subset);
            }
        }
        finally
        {
            InputDestroy(input);
        }
    }

    static byte[] Bytes(IntPtr face)
    {
        var blob = FaceReferenceBlob(face);
        try
        {
            var data = BlobGetData(blob, out var length);
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            BlobDestroy(blob);
        }
    }

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    internal static partial IntPtr InputCreate();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    internal static partial void InputDestroy(IntPtr input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    internal static partial void SetFlags(IntPtr input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set")]
    internal static partial IntPtr InputSet(IntPtr input, int kind);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_glyph_set")]
    internal static partial IntPtr GlyphSet(IntPtr input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_old_to_new_glyph_mapping")]
    internal static partial IntPtr OldToNew(IntPtr input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_pin_all_axes_to_default")]
    internal static partial int PinAxes(IntPtr input, IntPtr face);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    internal static partial IntPtr SubsetOrFail(IntPtr face, IntPtr input);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    internal static partial void SetAdd(IntPtr set, uint value);

    [LibraryImport(Library, EntryPoint = "hb_map_set")]
    internal static partial void MapSet(IntPtr map, uint key, uint value);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    internal static partial IntPtr FaceReferenceBlob(IntPtr face);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    internal static partial void FaceDestroy(IntPtr face);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    internal static partial IntPtr BlobGetData(IntPtr blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    internal static partial void BlobDestroy(IntPtr blob);
}
