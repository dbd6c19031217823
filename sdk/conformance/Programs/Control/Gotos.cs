// Program: Gotos.

namespace Lume.Conformance.Programs.Control;

internal static class Gotos
{
    public static void Run()
    {
        int state = Opaque.Of(0);
        int steps = 0;
    again:
        steps++;
        switch (state)
        {
            case 0:
                state = 3;
                goto again;
            case 1:
                state = 4;
                goto case 3;
            case 2:
                goto default;
            case 3:
                state = steps > 3 ? 5 : 1;
                goto again;
            case 4:
                state = 2;
                goto again;
            default:
                Out.Line("end", state, steps);
                break;
        }
    }
}
