// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.devinfo.DeviceTreeSource;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A reference to an adapter, ordered as a framework orders them. */
public final class FakeReference implements ServiceReference<DeviceTreeSource> {

    private static final AtomicLong IDS = new AtomicLong();

    private final Hashtable<String, Object> properties = new Hashtable<>();
    private final long id = IDS.incrementAndGet();
    private final int ranking;

    public FakeReference(String name, int ranking) {
        this.ranking = ranking;
        properties.put(DeviceTreeSource.ADAPTER, name);
        properties.put(Constants.SERVICE_RANKING, ranking);
        properties.put(Constants.SERVICE_ID, id);
    }

    public FakeReference with(String key, Object value) {
        properties.put(key, value);
        return this;
    }

    @Override
    public int compareTo(Object other) {
        FakeReference that = (FakeReference) other;
        return ranking != that.ranking
                ? Integer.compare(ranking, that.ranking)
                : Long.compare(that.id, id);
    }

    @Override
    public Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(String[]::new);
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return properties;
    }

    @Override
    public Bundle getBundle() {
        return null;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return null;
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
