using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Composite;

/// <summary>
/// Writes values in one form only, and hashes them: text as UTF-8 after its length, numbers as the eight bytes of the double (little end first, −0 as 0, NaN in one form).
/// </summary>
internal sealed class Canonical : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;

    public Canonical Text(string? text)
    {
        if (text is null) return Count(-1);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Count(bytes.Length);
        Flush();
        _hash.AppendData(bytes);
        return this;
    }

    public Canonical Count(int count)
    {
        Room(4);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_used), count);
        _used += 4;
        return this;
    }

    public Canonical Number(double number)
    {
        Room(8);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_used), Bits(number));
        _used += 8;
        return this;
    }

    public Canonical Number(double? number) => number is { } n ? Flag(true).Number(n) : Flag(false);

    public Canonical Flag(bool flag) => Count(flag ? 1 : 0);

    public Canonical Numbers(ReadOnlySpan<double> numbers)
    {
        Count(numbers.Length);
        while (!numbers.IsEmpty)
        {
            Flush();
            int n = Math.Min(numbers.Length, _buffer.Length / 8);
            for (int i = 0; i < n; i++) BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(8 * i), Bits(numbers[i]));
            _used = 8 * n;
            numbers = numbers[n..];
        }
        return this;
    }

    public Canonical Bytes<T>(ReadOnlySpan<T> marks) where T : unmanaged, Enum
    {
        Count(marks.Length);
        Flush();
        _hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(marks));
        return this;
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number + 0.0);

    private void Room(int bytes)
    {
        if (_used + bytes > _buffer.Length) Flush();
    }

    private void Flush()
    {
        _hash.AppendData(_buffer.AsSpan(0, _used));
        _used = 0;
    }
}
