// Program: Multi dimensional covariance.

namespace Lume.Conformance.Programs.Arrays;

internal static class MultiDimensionalCovariance
{
    public static void Run()
    {
        object[,] objects = Opaque.Ref<object[,]>(new string[2, 2]);
        objects[0, 1] = "s";
        Out.Line((string)objects[0, 1]);
        try
        {
            objects[0, 0] = new object();
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }
    }
}
