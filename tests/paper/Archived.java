import java.io.File;
import org.apache.pdfbox.preflight.Format;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Tells for each file what PDFBox preflight holds against it as PDF/A-1b: a line a fault. */
public class Archived {
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            PreflightParser parser = new PreflightParser(new File(name));
            parser.parse(Format.PDF_A1B);
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                ValidationResult result = document.getResult();
                System.out.println(name + (result.isValid() ? " valid" : " faulty"));
                for (ValidationResult.ValidationError error : result.getErrorsList()) {
                    System.out.println(name + " " + error.getErrorCode() + " " + error.getDetails());
                }
            }
        }
    }
}
