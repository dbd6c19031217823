// Holds a report against the schema of its format.
using System.Collections.Generic;
using System.IO;
using System.Xml;
using System.Xml.Schema;

namespace Lume.Hil.Suites.Benches;

/// <summary>The schemas of the report formats that other tools read.</summary>
internal static class ReportSchemas
{
    public const string JUnit = "junit.xsd";
    public const string Trx = "trx.xsd";

    /// <summary>What is wrong in a file; nothing when it is valid.</summary>
    public static IReadOnlyList<string> ErrorsIn(string file, string schema)
    {
        using Stream stream = typeof(ReportSchemas).Assembly.GetManifestResourceStream(schema) ?? throw new FileNotFoundException(schema);
        using XmlReader source = XmlReader.Create(stream);
        List<string> errors = [];
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.Schemas.Add(null, source);
        settings.ValidationEventHandler += (_, e) => errors.Add($"{file}:{e.Exception.LineNumber}: {e.Message}");
        using XmlReader reader = XmlReader.Create(file, settings);
        while (reader.Read())
        {
        }

        return errors;
    }
}
