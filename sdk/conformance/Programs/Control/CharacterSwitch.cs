// Program: Character switch.

namespace Lume.Conformance.Programs.Control;

internal static class CharacterSwitch
{
    public static void Run()
    {
        int vowels = 0;
        int digits = 0;
        int others = 0;
        foreach (char c in "The quick brown fox 0123456789 jumps over; the lazy dog")
        {
            switch (c)
            {
                case 'a' or 'e' or 'i' or 'o' or 'u':
                    vowels++;
                    break;
                case >= '0' and <= '9':
                    digits++;
                    break;
                default:
                    others++;
                    break;
            }
        }

        Out.Line("counts", vowels, digits, others);
    }
}
