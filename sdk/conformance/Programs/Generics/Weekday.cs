// Weekday: used by the programs beside it.

namespace Lume.Conformance.Programs.Generics;

internal enum Weekday
{
    Friday = 5,
}
