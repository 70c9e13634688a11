import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Prints the text of Word files as Apache POI extracts it, with their notes as markers; a form feed ends each. */
public class ExtractMarkers {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String name : arguments) {
            try (FileInputStream file = new FileInputStream(name);
                    XWPFDocument document = new XWPFDocument(file)) {
                out.print(new XWPFWordExtractor(document).getText() + "\f");
            }
        }
    }
}
