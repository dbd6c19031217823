// Custom exception: used by the programs beside it.

namespace Lume.Conformance.Programs.Exceptions;

internal class CustomException(string message, int code = 0) : Exception(message)
{
    public int Code { get; } = code;
}
