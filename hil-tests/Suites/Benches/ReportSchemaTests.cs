// The schemas themselves: they refuse what other tools would stumble over.
using System;
using System.IO;
using Xunit;

namespace Lume.Hil.Suites.Benches;

public sealed class ReportSchemaTests
{
    [Theory]
    [InlineData("<testsuites><testsuite name='x' tests='1'><testcase name='t' time='0.5'><failure message='m'>trace</failure></testcase></testsuite></testsuites>", 0)]
    [InlineData("<testsuites><testsuite name='x' tests='one'/></testsuites>", 1)]
    [InlineData("<testsuites><testsuite tests='1'/></testsuites>", 1)]
    [InlineData("<testsuites><testsuite name='x' tests='1'><testcase/></testsuite></testsuites>", 1)]
    [InlineData("<testsuites><testsuite name='x' tests='1'><testcase name='t'><broken/></testcase></testsuite></testsuites>", 1)]
    [InlineData("<results/>", 1)]
    public void JUnit(string xml, int atLeast) => Check(xml, ReportSchemas.JUnit, atLeast);

    [Theory]
    [InlineData("<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010' id='not-a-guid' name='n'><Results/></TestRun>")]
    [InlineData("<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010' id='00000000-0000-0000-0000-000000000001' name='n'><Results><UnitTestResult executionId='00000000-0000-0000-0000-000000000001' testId='00000000-0000-0000-0000-000000000002' testName='t' computerName='c' testType='00000000-0000-0000-0000-000000000003' testListId='00000000-0000-0000-0000-000000000004' outcome='Passed'/></Results></TestRun>")]
    [InlineData("<TestRun id='00000000-0000-0000-0000-000000000001' name='n'><Results/></TestRun>")]
    public void A_broken_TRX_is_refused(string xml) => Check(xml, ReportSchemas.Trx, 1);

    private static void Check(string xml, string schema, int atLeast)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, xml);
        int errors = ReportSchemas.ErrorsIn(file, schema).Count;
        File.Delete(file);
        Assert.True(atLeast == 0 ? errors == 0 : errors >= atLeast, $"{errors} errors");
    }
}
