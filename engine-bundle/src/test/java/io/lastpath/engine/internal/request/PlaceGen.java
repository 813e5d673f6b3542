// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.request;

import java.util.Random;
import org.jetbrains.kotlinx.lincheck.RandomProvider;
import org.jetbrains.kotlinx.lincheck.paramgen.ParameterGenerator;

/** Draws places; made by Lincheck. */
public final class PlaceGen implements ParameterGenerator<Place> {

    private final Random random;

    public PlaceGen(RandomProvider provider, String configuration) {
        random = provider.createRandom();
    }

    @Override
    public Place generate() {
        return Place.values()[random.nextInt(Place.values().length)];
    }

    @Override
    public void reset() {}
}
