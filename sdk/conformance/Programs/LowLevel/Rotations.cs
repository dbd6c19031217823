// Program: Rotations.

using System.Numerics;

namespace Lume.Conformance.Programs.LowLevel;

internal static class Rotations
{
    public static void Run()
    {
        ulong x = Opaque.Of(0x0123_4567_89AB_CDEFUL);
        for (int i = 0; i < 70; i += 13)
        {
            int n = Opaque.Of(i);
            Out.Hex("left", BitOperations.RotateLeft(x, n));
            Out.Hex("right", BitOperations.RotateRight(x, n));
            Out.Hex("left 32", BitOperations.RotateLeft((uint)x, n));
            Out.Hex("right 32", BitOperations.RotateRight((uint)x, n));
        }

        Out.Line("round up", BitOperations.RoundUpToPowerOf2(Opaque.Of(1000u)));
    }
}
