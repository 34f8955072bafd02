package io.wattline.planted.feature;

import org.springframework.web.bind.annotation.RestController;

/** Breaks a rule on purpose: is public. */
@RestController
public class PlantedController {}
