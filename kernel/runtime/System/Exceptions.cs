// The exceptions of the System namespace that carry nothing but a message.

namespace System;

public class SystemException : Exception
{
    public SystemException()
        : base("System error.")
    {
    }

    public SystemException(string? message)
        : base(message ?? "System error.")
    {
    }

    public SystemException(string? message, Exception? innerException)
        : base(message ?? "System error.", innerException)
    {
    }
}

public class ArithmeticException : SystemException
{
    public ArithmeticException()
        : base("Overflow or underflow in the arithmetic operation.")
    {
    }

    public ArithmeticException(string? message)
        : base(message ?? "Overflow or underflow in the arithmetic operation.")
    {
    }

    public ArithmeticException(string? message, Exception? innerException)
        : base(message ?? "Overflow or underflow in the arithmetic operation.", innerException)
    {
    }
}

public class DivideByZeroException : ArithmeticException
{
    public DivideByZeroException()
        : base("Attempted to divide by zero.")
    {
    }

    public DivideByZeroException(string? message)
        : base(message ?? "Attempted to divide by zero.")
    {
    }

    public DivideByZeroException(string? message, Exception? innerException)
        : base(message ?? "Attempted to divide by zero.", innerException)
    {
    }
}

public class OverflowException : ArithmeticException
{
    public OverflowException()
        : base("Arithmetic operation resulted in an overflow.")
    {
    }

    public OverflowException(string? message)
        : base(message ?? "Arithmetic operation resulted in an overflow.")
    {
    }

    public OverflowException(string? message, Exception? innerException)
        : base(message ?? "Arithmetic operation resulted in an overflow.", innerException)
    {
    }
}

public class NotFiniteNumberException : ArithmeticException
{
    public NotFiniteNumberException()
        : base("Number encountered was not a finite quantity.")
    {
    }

    public NotFiniteNumberException(string? message)
        : base(message ?? "Number encountered was not a finite quantity.")
    {
    }

    public NotFiniteNumberException(string? message, Exception? innerException)
        : base(message ?? "Number encountered was not a finite quantity.", innerException)
    {
    }
}

public class ArrayTypeMismatchException : SystemException
{
    public ArrayTypeMismatchException()
        : base("Attempted to access an element as a type incompatible with the array.")
    {
    }

    public ArrayTypeMismatchException(string? message)
        : base(message ?? "Attempted to access an element as a type incompatible with the array.")
    {
    }

    public ArrayTypeMismatchException(string? message, Exception? innerException)
        : base(message ?? "Attempted to access an element as a type incompatible with the array.", innerException)
    {
    }
}

public class IndexOutOfRangeException : SystemException
{
    public IndexOutOfRangeException()
        : base("Index was outside the bounds of the array.")
    {
    }

    public IndexOutOfRangeException(string? message)
        : base(message ?? "Index was outside the bounds of the array.")
    {
    }

    public IndexOutOfRangeException(string? message, Exception? innerException)
        : base(message ?? "Index was outside the bounds of the array.", innerException)
    {
    }
}

public class RankException : SystemException
{
    public RankException()
        : base("Attempted to operate on an array with the incorrect number of dimensions.")
    {
    }

    public RankException(string? message)
        : base(message ?? "Attempted to operate on an array with the incorrect number of dimensions.")
    {
    }

    public RankException(string? message, Exception? innerException)
        : base(message ?? "Attempted to operate on an array with the incorrect number of dimensions.", innerException)
    {
    }
}

public class InvalidCastException : SystemException
{
    public InvalidCastException()
        : base("Specified cast is not valid.")
    {
    }

    public InvalidCastException(string? message)
        : base(message ?? "Specified cast is not valid.")
    {
    }

    public InvalidCastException(string? message, Exception? innerException)
        : base(message ?? "Specified cast is not valid.", innerException)
    {
    }
}

public class NullReferenceException : SystemException
{
    public NullReferenceException()
        : base("Object reference not set to an instance of an object.")
    {
    }

    public NullReferenceException(string? message)
        : base(message ?? "Object reference not set to an instance of an object.")
    {
    }

    public NullReferenceException(string? message, Exception? innerException)
        : base(message ?? "Object reference not set to an instance of an object.", innerException)
    {
    }
}

public class AccessViolationException : SystemException
{
    public AccessViolationException()
        : base("Attempted to read or write protected memory. This is often an indication that other memory is corrupt.")
    {
    }

    public AccessViolationException(string? message)
        : base(message ?? "Attempted to read or write protected memory. This is often an indication that other memory is corrupt.")
    {
    }

    public AccessViolationException(string? message, Exception? innerException)
        : base(message ?? "Attempted to read or write protected memory. This is often an indication that other memory is corrupt.", innerException)
    {
    }
}

public class OutOfMemoryException : SystemException
{
    public OutOfMemoryException()
        : base("Insufficient memory to continue the execution of the program.")
    {
    }

    public OutOfMemoryException(string? message)
        : base(message ?? "Insufficient memory to continue the execution of the program.")
    {
    }

    public OutOfMemoryException(string? message, Exception? innerException)
        : base(message ?? "Insufficient memory to continue the execution of the program.", innerException)
    {
    }
}

public class InsufficientExecutionStackException : SystemException
{
    public InsufficientExecutionStackException()
        : base("Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.")
    {
    }

    public InsufficientExecutionStackException(string? message)
        : base(message ?? "Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.")
    {
    }

    public InsufficientExecutionStackException(string? message, Exception? innerException)
        : base(message ?? "Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.", innerException)
    {
    }
}

public class StackOverflowException : SystemException
{
    public StackOverflowException()
        : base("Operation caused a stack overflow.")
    {
    }

    public StackOverflowException(string? message)
        : base(message ?? "Operation caused a stack overflow.")
    {
    }

    public StackOverflowException(string? message, Exception? innerException)
        : base(message ?? "Operation caused a stack overflow.", innerException)
    {
    }
}

public class ExecutionEngineException : SystemException
{
    public ExecutionEngineException()
        : base("Internal error in the runtime.")
    {
    }

    public ExecutionEngineException(string? message)
        : base(message ?? "Internal error in the runtime.")
    {
    }

    public ExecutionEngineException(string? message, Exception? innerException)
        : base(message ?? "Internal error in the runtime.", innerException)
    {
    }
}

public class InvalidProgramException : SystemException
{
    public InvalidProgramException()
        : base("Common Language Runtime detected an invalid program.")
    {
    }

    public InvalidProgramException(string? message)
        : base(message ?? "Common Language Runtime detected an invalid program.")
    {
    }

    public InvalidProgramException(string? message, Exception? innerException)
        : base(message ?? "Common Language Runtime detected an invalid program.", innerException)
    {
    }
}
