import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Prints the text of a Word file as Apache POI extracts it, with its notes as markers. */
public class ExtractMarkers {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (FileInputStream file = new FileInputStream(arguments[0]);
                XWPFDocument document = new XWPFDocument(file)) {
            out.print(new XWPFWordExtractor(document).getText());
        }
    }
}
