namespace Touchstone.City.Organisation;

/// <summary>What an import of reference data did, or would do when only tried.</summary>
/// <param name="Mode">Tried or carried out.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Added">New.</param>
/// <param name="Changed">Known, with something else in them.</param>
/// <param name="Same">Known, and as they were.</param>
public sealed record ImportReceipt(WriteMode Mode, int Rows, int Added, int Changed, int Same);

/// <summary>A file as received: its name as the user knows it, and its bytes.</summary>
public sealed record ReceivedFile(string Name, ReadOnlyMemory<byte> Bytes);
