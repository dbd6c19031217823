// Unsigned integers of any size, as far as exact conversion of floating-point numbers needs them.

namespace System;

internal static partial class Number
{
    /// <summary>An unsigned integer in words of 32 bits, the lowest first.</summary>
    private sealed class Big
    {
        private uint[] _words = new uint[40];
        private int _length;

        internal Big(ulong value)
        {
            _words[0] = (uint)value;
            _words[1] = (uint)(value >> 32);
            _length = 2;
            Trim();
        }

        internal bool IsZero => _length == 0;

        internal int BitLength => _length == 0 ? 0 : (_length * 32) - Numerics.BitOperations.LeadingZeroCount(_words[_length - 1]);

        internal void MultiplyAdd(uint factor, uint addend)
        {
            ulong carry = addend;
            for (int i = 0; i < _length; i++)
            {
                carry += (ulong)_words[i] * factor;
                _words[i] = (uint)carry;
                carry >>= 32;
            }

            if (carry != 0)
            {
                Require(_length + 1);
                _words[_length++] = (uint)carry;
            }
        }

        internal void MultiplyByPowerOf10(int power)
        {
            for (; power >= 9; power -= 9)
            {
                MultiplyAdd(1_000_000_000, 0);
            }

            for (; power > 0; power--)
            {
                MultiplyAdd(10, 0);
            }
        }

        internal void ShiftLeft(int bits)
        {
            if (_length == 0 || bits == 0)
            {
                return;
            }

            int words = bits / 32;
            int rest = bits % 32;
            Require(_length + words + 1);
            _words[_length] = 0;
            for (int i = _length; i >= 0; i--)
            {
                ulong pair = ((ulong)_words[i] << 32) | (i > 0 ? _words[i - 1] : 0);
                _words[i + words] = (uint)((pair << rest) >> 32);
            }

            Array.Clear(_words, 0, words);
            _length += words + 1;
            Trim();
        }

        internal int CompareTo(Big other)
        {
            if (_length != other._length)
            {
                return _length - other._length;
            }

            for (int i = _length - 1; i >= 0; i--)
            {
                if (_words[i] != other._words[i])
                {
                    return _words[i] < other._words[i] ? -1 : 1;
                }
            }

            return 0;
        }

        internal void Add(Big other)
        {
            int length = Math.Max(_length, other._length) + 1;
            Require(length);
            Array.Clear(_words, _length, length - _length);
            ulong carry = 0;
            for (int i = 0; i < length; i++)
            {
                carry += (ulong)_words[i] + (i < other._length ? other._words[i] : 0);
                _words[i] = (uint)carry;
                carry >>= 32;
            }

            _length = length;
            Trim();
        }

        /// <summary>Takes away another number, which must not be larger.</summary>
        internal void Subtract(Big other)
        {
            long borrow = 0;
            for (int i = 0; i < _length; i++)
            {
                borrow += (long)_words[i] - (i < other._length ? other._words[i] : 0);
                _words[i] = (uint)borrow;
                borrow >>= 32;
            }

            Trim();
        }

        /// <summary>Divides when the quotient is less than 10: leaves the remainder, returns the quotient.</summary>
        internal int DivideToDigit(Big divisor)
        {
            int digit = 0;
            while (CompareTo(divisor) >= 0)
            {
                Subtract(divisor);
                digit++;
            }

            return digit;
        }

        internal Big Copy()
        {
            var copy = new Big(0) { _words = (uint[])_words.Clone(), _length = _length };
            return copy;
        }

        private void Require(int words)
        {
            if (words > _words.Length)
            {
                Array.Resize(ref _words, Math.Max(words, _words.Length * 2));
            }
        }

        private void Trim()
        {
            while (_length > 0 && _words[_length - 1] == 0)
            {
                _length--;
            }
        }
    }
}
