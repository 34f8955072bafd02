package lombok.planted;

/** Stands for Lombok, which is on no class path here. */
public record PlantedShortcut(String name) {}
