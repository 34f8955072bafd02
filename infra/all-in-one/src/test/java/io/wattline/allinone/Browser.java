package io.wattline.allinone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real, headless Chromium at the portal. Where Chromium or its driver is missing, the test is skipped and says so. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final URI portal;

    private Browser(ChromeDriver driver, URI portal) {
        this.driver = driver;
        this.portal = portal;
    }

    static Browser open(URI portal) {
        File chromium = onPath("chromium", "chromium-browser", "google-chrome");
        File chromedriver = onPath("chromedriver");
        assumeTrue(chromium != null && chromedriver != null, "skipped: no Chromium with chromedriver is installed");
        var options = new ChromeOptions().setBinary(chromium).addArguments("--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
                "--window-size=1400,1000");
        var service = new ChromeDriverService.Builder().usingDriverExecutable(Objects.requireNonNull(chromedriver)).usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), portal);
    }

    Browser signIn(String user) {
        visit("/login");
        find("input[name=email]").sendKeys(user);
        find("input[name=password]").sendKeys("wattline");
        find("button[type=submit]").click();
        until("the overview", "main h1", heading -> heading.getText().equals("Overview"));
        return this;
    }

    void visit(String path) { driver.get(portal.resolve(path).toString()); }

    WebElement find(String css) {
        return new WebDriverWait(driver, PATIENCE).withMessage(css)
                .until(_ -> driver.findElements(By.cssSelector(css)).stream().findFirst().orElse(null));
    }

    /** Waits for an element that is as expected; an element that is replaced meanwhile is looked up again. */
    void until(String what, String css, Predicate<WebElement> expected) {
        new WebDriverWait(driver, PATIENCE).ignoring(org.openqa.selenium.StaleElementReferenceException.class).withMessage(what)
                .until(_ -> driver.findElements(By.cssSelector(css)).stream().anyMatch(expected));
    }

    @Nullable
    Object script(String script) { return driver.executeScript(script); }

    @Override
    public void close() { driver.quit(); }

    private static @Nullable File onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> new File(folder, name)))
                .filter(File::canExecute).findFirst().orElse(null);
    }
}
