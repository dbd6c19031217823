// Program: Covariance.

namespace Lume.Conformance.Programs.Arrays;

internal static class Covariance
{
    private enum Weekday
    {
        Monday,
    }

    public static void Run()
    {
        object[] objects = Opaque.Ref<object[]>(new string[3]);
        objects[0] = "fine";
        objects[1] = null!;
        Out.Line((string)objects[0], objects.Length);
        try
        {
            objects[2] = 5;
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }

        try
        {
            ref object r = ref objects[0];
            Out.Line("no", r is null);
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("address", e);
        }

        IComparable[] comparables = Opaque.Ref<IComparable[]>(new string[1]);
        comparables[0] = "s";
        try
        {
            comparables[0] = 7;
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("interface", e);
        }

        object array = Opaque.Ref<object>(new string[2][]);
        Out.Line("is", array is object[] ? 1 : 0, array is object[][] ? 1 : 0, array is string[] ? 1 : 0);
        object ints = Opaque.Ref<object>(new int[1]);
        Out.Line("ints", ints is uint[] ? 1 : 0, ints is object[] ? 1 : 0, ints is long[] ? 1 : 0);
        object enums = Opaque.Ref<object>(new Weekday[1]);
        Out.Line("enums", enums is int[] ? 1 : 0, enums is Weekday[] ? 1 : 0);
    }
}
