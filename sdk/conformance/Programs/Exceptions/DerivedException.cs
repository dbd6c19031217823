// Derived exception: used by the programs beside it.

namespace Lume.Conformance.Programs.Exceptions;

internal sealed class DerivedException(string message) : CustomException(message, 77);
